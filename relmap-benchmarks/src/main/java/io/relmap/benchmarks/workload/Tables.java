package io.relmap.benchmarks.workload;

import io.relmap.benchmarks.measure.DatabaseKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The tables of all workloads, filled and checked by plain SQL on a connection of its own, so that what a contender
 * did is judged by the database. Keys come from sequences: {@code author_seq} counts by one, {@code author_pooled_seq}
 * by {@link #POOL} for mappers that take blocks that way.
 */
public final class Tables {

    /** The step of the pooled sequences. */
    public static final int POOL = 1000;

    /** Above the keys that rows are filled with. */
    private static final long FIRST_KEY = 1_000_000_000L;

    private static final List<String> NAMES =
            List.of("author", "book", "review", "item", "tag", "node");

    private static final String COLUMNS =
            """
            author(id bigint default %s primary key, name varchar(80) not null, email varchar(120) not null,
                born int not null, active boolean not null)
            book(id bigint default %s primary key, author_id bigint not null references author,
                title varchar(200) not null, isbn varchar(20) not null, published int not null, price bigint not null)
            review(id bigint default %s primary key, book_id bigint not null references book,
                reviewer varchar(80) not null, body varchar(400) not null, stars int not null)
            item(id bigint default %s primary key, name varchar(80) not null)
            tag(id bigint default %s primary key, name varchar(80) not null)
            node(id bigint default %s primary key, parent_id bigint references node, number int not null,
                label varchar(80) not null)
            """;

    private final DataSource dataSource;
    private final DatabaseKind kind;

    /** The tables of this database, which need not exist yet. */
    public Tables(DataSource dataSource, DatabaseKind kind) {
        this.dataSource = dataSource;
        this.kind = kind;
    }

    /** What kind of database they are on. */
    public DatabaseKind kind() {
        return kind;
    }

    /** Creates sequences, tables and indexes. */
    public void create() {
        for (String name : NAMES) {
            execute("create sequence " + name + "_seq start with " + FIRST_KEY);
            execute(
                    "create sequence "
                            + name
                            + "_pooled_seq start with "
                            + FIRST_KEY
                            + " increment by "
                            + POOL);
        }
        Object[] defaults = NAMES.stream().map(this::nextKey).toArray();
        for (String table : COLUMNS.formatted(defaults).split("\n(?! )")) {
            execute("create table " + table);
        }
        execute(
                "create table item_tag(item_id bigint not null references item,"
                        + " tag_id bigint not null references tag, primary key (item_id, tag_id))");
        execute("create index book_author on book(author_id)");
        execute("create index review_book on review(book_id)");
        execute("create index item_tag_tag on item_tag(tag_id)");
        execute("create index node_parent on node(parent_id)");
    }

    private String nextKey(String table) {
        return kind == DatabaseKind.POSTGRESQL
                ? "nextval('" + table + "_seq')"
                : "next value for " + table + "_seq";
    }

    /** Takes all rows away. Sequences go on: mappers keep blocks of keys in memory. */
    public void clear() {
        if (kind == DatabaseKind.POSTGRESQL) {
            execute("truncate " + String.join(", ", NAMES) + ", item_tag");
        } else {
            execute("set referential_integrity false");
            Stream.concat(NAMES.stream(), Stream.of("item_tag"))
                    .forEach(table -> execute("truncate table " + table));
            execute("set referential_integrity true");
        }
    }

    /** Fills authors with books with reviews; keys count from 1 in the order of the objects. */
    public void fillGraph(int authors, int books, int reviews) {
        execute(
                "insert into author select a + 1, 'author ' || a, 'author' || a || '@example.org',"
                        + " 1900 + mod(a, 120), true from "
                        + numbers(authors, "a"));
        execute(
                "insert into book select a * "
                        + books
                        + " + b + 1, a + 1, 'author ' || a || '/' || b, '978-' || a || '-' || b,"
                        + " 1900 + mod(b, 120), 1000 + b from "
                        + numbers(authors, "a")
                        + " cross join "
                        + numbers(books, "b"));
        execute(
                "insert into review select (id - 1) * "
                        + reviews
                        + " + r + 1, id, 'reader ' || r, title || '/' || r, 1 + mod(r, 5) from book cross join "
                        + numbers(reviews, "r"));
        analyze();
    }

    /** Fills items and tags without links. */
    public void fillItems(int items, int tags) {
        execute("insert into item select i + 1, 'item ' || i from " + numbers(items, "i"));
        execute("insert into tag select t + 1, 'tag ' || t from " + numbers(tags, "t"));
        analyze();
    }

    /** Fills a tree. */
    public void fillTree(int nodes) {
        execute(
                "insert into node select n + 1, case when n > 0 then (n - 1) / "
                        + Values.FAN_OUT
                        + " + 1 end, n, 'node ' || n from "
                        + numbers(nodes, "n"));
        analyze();
    }

    private String numbers(int count, String name) {
        return kind == DatabaseKind.POSTGRESQL
                ? "generate_series(0, " + (count - 1) + ") as " + name
                : "system_range(0, " + (count - 1) + ") as numbers_" + name + "(" + name + ")";
    }

    /** Without statistics PostgreSQL guesses until its own process comes by, in the middle of a run. */
    private void analyze() {
        execute("analyze");
    }

    /** The one number that this query gives. */
    public long number(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            long number = rows.getLong(1);
            connection.rollback();
            return number;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The number of rows of a table, with a condition or an empty text. */
    public long count(String table, String condition) {
        return number(
                "select count(*) from "
                        + table
                        + (condition.isEmpty() ? "" : " where " + condition));
    }

    /** Refuses to go on where this query does not give this number. */
    public void expect(long expected, String sql) {
        Expectation.same(sql, expected, number(sql));
    }

    private void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
