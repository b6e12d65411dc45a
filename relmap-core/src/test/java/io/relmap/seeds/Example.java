package io.relmap.seeds;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToQuery;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Mapping;
import io.relmap.mapping.Relationship;
import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import io.relmap.query.Load;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An example in one of its ways on one database, its tables created. Relationships go by the name of
 * their attribute and columns by that of the column, so that the same test reads annotated classes, plain
 * classes and entities without a class.
 */
final class Example {

    private static final Pattern WRITE =
            Pattern.compile("(insert into|update|delete from) \"?(\\w+)", Pattern.CASE_INSENSITIVE);

    private final Way way;
    private final TestDatabase database;
    private final List<StatementExecution> executions = new ArrayList<>();
    private @Nullable DataSource dataSource;
    private @Nullable Relmap relmap;

    private Example(Way way, TestDatabase database) {
        this.way = way;
        this.database = database;
    }

    /** Each way on H2, the first one on the other databases too. */
    static Stream<Example> of(Way... ways) {
        return Stream.concat(
                Stream.of(ways).map(way -> new Example(way, TestDatabase.H2)),
                Stream.of(TestDatabase.SQLITE, TestDatabase.POSTGRESQL)
                        .map(database -> new Example(ways[0], database)));
    }

    /** Each way on one database. */
    static Stream<Example> on(TestDatabase database, Way... ways) {
        return Stream.of(ways).map(way -> new Example(way, database));
    }

    /** Built at the first call, so that a failure is the test's own. */
    Relmap relmap() {
        Relmap built = relmap;
        if (built == null) {
            dataSource = database.freshDataSource();
            var builder =
                    Relmap.builder()
                            .dataSource(dataSource)
                            .listener((StatementListener) executions::add);
            way.mapping().accept(builder);
            built = builder.build();
            built.schema().createAll();
            executions.clear();
            relmap = built;
        }
        return built;
    }

    TestDatabase database() {
        return database;
    }

    Relationship relationship(String entity, String name) {
        return Objects.requireNonNull(mapper(entity).findRelationship(name), name);
    }

    /** The entity of this name, which may begin with the last names of its package. */
    private Mapper mapper(String entity) {
        return mapping().mappers().stream()
                .filter(mapper -> ("." + mapper.name().qualified()).endsWith("." + entity))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No entity " + entity));
    }

    /** What a flush copies for a relationship: {@code parent.id -> child.parent_id}. */
    List<String> copies(String entity, String name) {
        var join = relationship(entity, name).join();
        return Stream.concat(
                        join.synchronizePairs().stream(), join.secondarySynchronizePairs().stream())
                .map(pair -> pair.source() + " -> " + pair.destination())
                .toList();
    }

    private Mapping mapping() {
        return relmap().mapping();
    }

    /** A new object, with column values by column: {@code make("User", "name", "ed")}. */
    Object make(String entity, Object... values) {
        Mapper mapper = mapper(entity);
        Object made =
                mapper.entityClass() == null
                        ? relmap().newEntity(mapper.name().qualified())
                        : mapper.access().newInstance();
        for (int i = 0; i < values.length; i += 2) {
            set(made, (String) values[i], values[i + 1]);
        }
        return made;
    }

    /** The object of a reference, a copy of a collection, or a column's value. */
    @Nullable Object get(Object entity, String name) {
        if (entity instanceof DynamicEntity dynamic) {
            return dynamic.get(name);
        }
        Mapper mapper = mapping().mapper(entity.getClass());
        if (mapper.findRelationship(name) != null) {
            return Inspect.of(entity).attribute(name).get();
        }
        ColumnAttribute column = column(mapper, name);
        return Inspect.of(entity).identity() == null
                ? mapper.access().get(entity, column.index())
                : Inspect.of(entity).attribute(column.name()).get();
    }

    /** A collection as users of the class see it: what is done to it, is done to the relationship. */
    @SuppressWarnings("unchecked") // holders of collections are collections of entities
    Collection<Object> all(Object entity, String name) {
        return (Collection<Object>)
                (entity instanceof DynamicEntity dynamic
                        ? Objects.requireNonNull(dynamic.get(name))
                        : holder(entity, name));
    }

    /** A collection that is never loaded whole. */
    @SuppressWarnings("unchecked") // holders of queries hold entities
    ToQuery<Object> query(Object entity, String name) {
        return (ToQuery<Object>)
                (ToQuery<?>)
                        (entity instanceof DynamicEntity dynamic
                                ? dynamic.query(name)
                                : holder(entity, name));
    }

    private static Object holder(Object entity, String name) {
        try {
            Field field = entity.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return Objects.requireNonNull(field.get(entity));
        } catch (NoSuchFieldException e) {
            // A backref for which the class has no field can be read only.
            return Objects.requireNonNull(Inspect.of(entity).attribute(name).get());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    void set(Object entity, String name, @Nullable Object value) {
        if (entity instanceof DynamicEntity dynamic) {
            dynamic.set(name, value);
            return;
        }
        Mapper mapper = mapping().mapper(entity.getClass());
        if (mapper.findRelationship(name) != null) {
            Inspect.of(entity).attribute(name).set(value);
        } else {
            mapper.access().set(entity, column(mapper, name).index(), value);
        }
    }

    private static ColumnAttribute column(Mapper mapper, String column) {
        return mapper.attributeOf(mapper.table().column(column));
    }

    /** Writes objects and what their cascades reach, in a transaction of their own. */
    void save(Object... entities) {
        relmap().inTransaction(session -> session.addAll(Arrays.asList(entities)));
    }

    /** Does something in a new session and commits; statements are counted from its beginning. */
    void session(Consumer<Session> work) {
        try (Session session = relmap().openSession()) {
            executions.clear();
            work.accept(session);
            session.commit();
        }
    }

    /** The ways to load a relationship; all have to find the same. */
    static List<Load> loads(String relationship) {
        return List.of(
                Load.lazy(relationship),
                Load.joined(relationship),
                Load.selectIn(relationship),
                Load.subquery(relationship));
    }

    /** The SELECT statements since the session began, or since {@link #forget}. */
    List<String> selects() {
        return executions.stream()
                .map(StatementExecution::sql)
                .filter(sql -> sql.toLowerCase(Locale.ROOT).startsWith("select"))
                .toList();
    }

    /** What flushes wrote since then, in order: {@code INSERT parent}, {@code UPDATE child}. */
    List<String> writes() {
        return executions.stream()
                .filter(executed -> executed.cause().kind() == StatementCause.Kind.FLUSH)
                .map(executed -> WRITE.matcher(executed.sql()))
                .filter(Matcher::find)
                .map(write -> verb(write.group(1)) + " " + write.group(2))
                .toList();
    }

    private static String verb(String beginning) {
        return beginning.split(" ")[0].toUpperCase(Locale.ROOT);
    }

    /** Lets the statements so far count no more. */
    void forget() {
        executions.clear();
    }

    /** The rows that a statement finds, read past relmap: {@code "1, null, root"}. */
    List<String> rows(String sql) {
        try (Connection connection = Objects.requireNonNull(dataSource).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getObject(i)));
                }
                rows.add(row.stream().collect(Collectors.joining(", ")));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public String toString() {
        return way + " on " + database;
    }
}
