package io.relmap.load.library;

import io.relmap.Relmap;
import io.relmap.RelmapBuilder;
import io.relmap.mapping.Behaviour;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A library on a fresh database: 3 authors (Ann 10, 11; Bob 12; Cid none), book 13 without author. */
public final class Library {

    private static final List<String> SQL =
            List.of(
                    "create table author (id bigint primary key, name varchar(80))",
                    "create table publisher (id bigint primary key, name varchar(80))",
                    "create table profile (id bigint primary key, author_id bigint references"
                            + " author(id), bio varchar(80))",
                    "create table book (id bigint primary key, author_id bigint references"
                            + " author(id), publisher_id bigint references publisher(id),"
                            + " title varchar(80), \"year\" integer)",
                    "create table review (id bigint primary key, book_id bigint references"
                            + " book(id), stars integer)",
                    "create table tag (id bigint primary key, label varchar(80))",
                    "create table book_tag (book_id bigint references book(id), tag_id bigint"
                            + " references tag(id))",
                    "create table node (id bigint primary key, parent_id bigint references node(id),"
                            + " label varchar(80))",
                    "insert into author values (1, 'Ann'), (2, 'Bob'), (3, 'Cid')",
                    "insert into publisher values (1, 'Owl'), (2, 'Fox')",
                    "insert into profile values (1, 1, 'writes'), (2, 2, 'reads')",
                    "insert into book values (10, 1, 1, 'Ants', 1990), (11, 1, 2, 'Bees', 1995),"
                            + " (12, 2, 1, 'Cats', 2000), (13, null, null, 'Dogs', 2005)",
                    "insert into review values (100, 10, 5), (101, 10, 3), (102, 12, 4)",
                    "insert into tag values (1, 'x'), (2, 'y'), (3, 'z')",
                    "insert into book_tag values (10, 1), (10, 2), (11, 2), (12, 3), (10, 2)",
                    "insert into node values (1, null, 'root')",
                    "insert into node values (2, 1, 'a'), (3, 1, 'b')",
                    "insert into node values (4, 2, 'aa')",
                    "insert into node values (5, 4, 'aaa')");

    private final DataSource dataSource;
    private final Relmap relmap;
    private final List<String> statements = new ArrayList<>();

    private Library(DataSource dataSource, Consumer<RelmapBuilder> settings) {
        this.dataSource = dataSource;
        RelmapBuilder builder =
                Relmap.builder()
                        .dataSource(dataSource)
                        .entities(
                                Author.class,
                                Book.class,
                                Profile.class,
                                Publisher.class,
                                Review.class,
                                Tag.class,
                                Node.class)
                        .listener(
                                (io.relmap.observe.StatementListener)
                                        execution -> statements.add(execution.sql()));
        settings.accept(builder);
        relmap = builder.build();
    }

    public static Library on(TestDatabase database) {
        return on(database, Behaviour.STRICT);
    }

    public static Library on(TestDatabase database, Behaviour behaviour) {
        return on(database, builder -> builder.behaviour(behaviour));
    }

    /** With settings of its own. */
    public static Library on(TestDatabase database, Consumer<RelmapBuilder> settings) {
        Library library = new Library(database.freshDataSource(), settings);
        library.execute(SQL.toArray(String[]::new));
        return library;
    }

    public Relmap relmap() {
        return relmap;
    }

    /** Runs something in a session of its own; statements are counted from its beginning. */
    public void session(Consumer<Session> work) {
        statements.clear();
        try (Session session = relmap.openSession()) {
            work.accept(session);
            session.commit();
        }
    }

    /** The statements since the session began or since the last call. */
    public List<String> statements() {
        List<String> copy = List.copyOf(statements);
        statements.clear();
        return copy;
    }

    /** Runs SQL on a connection of its own. */
    public void execute(String... sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String text : sql) {
                statement.execute(text);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
