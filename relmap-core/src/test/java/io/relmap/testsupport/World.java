package io.relmap.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.relmap.AttributeHistory;
import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.Relmap;
import io.relmap.RelmapBuilder;
import io.relmap.error.ErrorCode;
import io.relmap.error.RelmapException;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.session.SessionOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A mapping of entities without a class on a database of its own, with one session, as the worked scenarios
 * of specification 02 begin: autoflush is off unless a test says otherwise.
 */
public final class World implements AutoCloseable {

    private static final Pattern STATEMENT =
            Pattern.compile("^(select|insert|update|delete).*?(?:from|into|update) \"?(\\w+)");
    private static final Pattern UPDATE = Pattern.compile("^(update) \"?(\\w+)");

    private final List<StatementExecution> executions = new ArrayList<>();
    private final List<Session> opened = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Relmap relmap;
    private final DataSource dataSource;
    private final SessionOptions options;
    private Session session;

    private World(Plan plan) {
        dataSource = plan.database.freshDataSource();
        options = plan.options;
        RelmapBuilder builder =
                Relmap.builder()
                        .dataSource(dataSource)
                        .behaviour(plan.behaviour)
                        .lazyBatchSize(1)
                        .listener((StatementListener) executions::add)
                        .mapping(plan.mapping);
        plan.more.accept(builder);
        relmap = builder.build();
        relmap.schema().createAll();
        session = open();
        sent();
        log.start();
        loggers().forEach(logger -> logger.addAppender(log));
    }

    private static List<Logger> loggers() {
        return List.of(
                (Logger) LoggerFactory.getLogger("io.relmap"),
                (Logger) LoggerFactory.getLogger("relmap"));
    }

    /** Begins a world with this mapping. */
    public static Plan of(Consumer<MappingBuilder> mapping) {
        return new Plan(mapping);
    }

    /** What a world is made of. */
    public static final class Plan {

        private final Consumer<MappingBuilder> mapping;
        private Behaviour behaviour = Behaviour.STRICT;
        private TestDatabase database = TestDatabase.H2;
        private SessionOptions options = SessionOptions.defaults().withAutoflush(false);
        private Consumer<RelmapBuilder> more = builder -> {};

        private Plan(Consumer<MappingBuilder> mapping) {
            this.mapping = mapping;
        }

        /** What the mapping behaves like; strict if it is not said. */
        public Plan behaviour(Behaviour value) {
            behaviour = value;
            return this;
        }

        /** The database; H2 if it is not said. */
        public Plan on(TestDatabase value) {
            database = value;
            return this;
        }

        /** How its sessions differ from those of the scenarios. */
        public Plan sessions(Function<SessionOptions, SessionOptions> change) {
            options = change.apply(options);
            return this;
        }

        /** Sessions flush before they load. */
        public Plan autoflush() {
            return sessions(sessionOptions -> sessionOptions.withAutoflush(true));
        }

        /** Adds listeners and the like. */
        public Plan with(Consumer<RelmapBuilder> configuration) {
            more = more.andThen(configuration);
            return this;
        }

        /** Makes it. */
        public World open() {
            return new World(this);
        }
    }

    /** The mapping and its database. */
    public Relmap relmap() {
        return relmap;
    }

    /** The running session. */
    public Session session() {
        return session;
    }

    /** Closes the session and goes on with a new one. */
    public Session anew() {
        session.close();
        session = open();
        sent();
        return session;
    }

    /** Another session beside the first. */
    public Session open() {
        Session another = relmap.openSession(options);
        opened.add(another);
        return another;
    }

    /** Runs statements in a transaction of their own, past all sessions. */
    public World sql(String... statements) {
        try (Session direct = relmap.openSession()) {
            for (String statement : statements) {
                direct.executeSql(statement);
            }
            direct.commit();
        }
        sent();
        return this;
    }

    /** Two rows of P, of which the first has so many rows of C. */
    public World rows(int children) {
        sql("insert into p (name) values ('p1')", "insert into p (name) values ('p2')");
        for (int i = 1; i <= children; i++) {
            sql("insert into c (name, p_id) values ('c" + i + "', 1)");
        }
        return this;
    }

    /** A new object with column values, {@code make("C", "name", "c1")}. */
    public DynamicEntity make(String entity, Object... values) {
        DynamicEntity made = relmap.newEntity(entity);
        for (int i = 0; i < values.length; i += 2) {
            made.set((String) values[i], values[i + 1]);
        }
        return made;
    }

    /** A new P of this name. */
    public DynamicEntity newP(String name) {
        return make("P", "name", name);
    }

    /** A new C of this name. */
    public DynamicEntity newC(String name) {
        return make("C", "name", name);
    }

    /** The object of a row, from the session or loaded; the statements that it takes are not counted. */
    public DynamicEntity get(String entity, int id) {
        return get(session, entity, id);
    }

    /** As the other one, of a given session. */
    public DynamicEntity get(Session from, String entity, int id) {
        Object found = from.get(entity, id);
        sent();
        return (DynamicEntity) Objects.requireNonNull(found, () -> entity + " " + id);
    }

    /** The P of this key. */
    public DynamicEntity p(int id) {
        return get("P", id);
    }

    /** The C of this key. */
    public DynamicEntity c(int id) {
        return get("C", id);
    }

    /** Loads an attribute, and counts no statement for it. */
    public World load(DynamicEntity owner, String attribute) {
        Inspect.of(owner).attribute(attribute).get();
        sent();
        return this;
    }

    /** The statements since the last question, {@code INSERT c} for instance; those of savepoints left out. */
    public List<String> sent() {
        List<String> texts = new ArrayList<>();
        for (StatementExecution execution : executions) {
            String sql = execution.sql().toLowerCase(java.util.Locale.ROOT).replace('\n', ' ');
            Matcher update = UPDATE.matcher(sql);
            Matcher other = STATEMENT.matcher(sql);
            Matcher found = update.find() ? update : other.find() ? other : null;
            if (found != null) {
                texts.add(found.group(1).toUpperCase(java.util.Locale.ROOT) + " " + found.group(2));
            }
        }
        executions.clear();
        return texts;
    }

    /** A connection to the database, past all sessions; to be closed. */
    public Connection connection() throws SQLException {
        return dataSource.getConnection();
    }

    /** Rows as the database has them, read past all sessions, {@code 1, null}. */
    public List<String> read(String sql) {
        try (var connection = connection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getObject(i)));
                }
                rows.add(String.join(", ", row));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** {@code added|unchanged|deleted} by the objects' names, without a load, as the scenarios write it. */
    public String history(Object entity, String attribute) {
        return text(Inspect.of(entity).attribute(attribute).history());
    }

    /** As {@link #history}, loading. */
    public String loadHistory(Object entity, String attribute) {
        return text(Inspect.of(entity).attribute(attribute).loadHistory());
    }

    private static String text(AttributeHistory history) {
        return names(history.added())
                + "|"
                + names(history.unchanged())
                + "|"
                + names(history.deleted());
    }

    private static String names(List<@Nullable Object> values) {
        return values.isEmpty()
                ? "-"
                : values.stream().map(World::name).collect(Collectors.joining(","));
    }

    private static String name(@Nullable Object value) {
        return value instanceof DynamicEntity entity
                ? String.valueOf(Inspect.of(entity).attribute("name").get())
                : String.valueOf(value);
    }

    /** In which state an object is. */
    public static ObjectState state(Object entity) {
        return Inspect.of(entity).state();
    }

    /** Whether an attribute holds a value. */
    public static boolean isLoaded(Object entity, String attribute) {
        return Inspect.of(entity).attribute(attribute).isLoaded();
    }

    /** The warnings since the last question. */
    public List<String> warnings() {
        List<String> texts =
                log.list.stream()
                        .filter(event -> event.getLevel() == Level.WARN)
                        .map(ILoggingEvent::getFormattedMessage)
                        .toList();
        log.list.clear();
        return texts;
    }

    /** A call is refused with this code, and with a message that has these words in it. */
    public static void refused(ErrorCode code, ThrowingCallable call, String... words) {
        assertThatExceptionOfType(RelmapException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
                .satisfies(
                        e ->
                                assertThat(List.of(words))
                                        .allMatch(String.valueOf(e.getMessage())::contains));
    }

    @Override
    public void close() {
        opened.forEach(Session::close);
        loggers().forEach(logger -> logger.detachAppender(log));
    }
}
