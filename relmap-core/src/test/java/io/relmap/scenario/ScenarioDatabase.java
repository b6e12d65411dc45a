package io.relmap.scenario;

import io.relmap.Relmap;
import io.relmap.RelmapBuilder;
import io.relmap.dialect.Dialects;
import io.relmap.jdbc.ConnectionSource;
import io.relmap.mapping.Behaviour;
import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementExecution;
import io.relmap.scenario.ScenarioFile.Model;
import io.relmap.scenario.ScenarioFile.TableModel;
import io.relmap.session.SessionListener;
import io.relmap.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables and the mapping of one model in one database, used by all scenarios of the model in turn. */
final class ScenarioDatabase implements AutoCloseable {

    private static final Pattern WRITE =
            Pattern.compile(
                    "(?i)\\b(insert into|update|delete from)\\s+(?:\"?\\w+\"?\\.)?\"?(\\w+)\"?");

    private final TestDatabase database;
    private final Model model;
    private final ScenarioTables tables;
    private final Connections connections;
    private final Relmap relmap;
    private final Habits habits = new Habits(this::relmap);
    private StatementLog log = new StatementLog();

    ScenarioDatabase(TestDatabase database, DataSource dataSource, Model model)
            throws SQLException {
        this(database, dataSource, model, Behaviour.REFERENCE, List.of());
    }

    /**
     * @param listeners are told of what sessions do
     */
    ScenarioDatabase(
            TestDatabase database,
            DataSource dataSource,
            Model model,
            Behaviour behaviour,
            List<SessionListener> listeners)
            throws SQLException {
        this.database = database;
        this.model = model;
        this.tables = new ScenarioTables(database, model);
        this.connections = new Connections(dataSource);
        execute(tables.create());
        RelmapBuilder builder =
                Relmap.builder()
                        .connectionSource(connections)
                        .dialect(Dialects.of(dataSource))
                        .behaviour(behaviour)
                        .mapping(new ScenarioMapping(model)::configure)
                        .listener(this::sent)
                        .listener(habits);
        listeners.forEach(builder::listener);
        relmap = builder.build();
    }

    Habits habits() {
        return habits;
    }

    Relmap relmap() {
        return relmap;
    }

    /**
     * Empties the tables for the next scenario, whose statements go to this log and whose sessions have these
     * habits.
     */
    void reset(StatementLog next, boolean enforceForeignKeys, Set<Habit> wanted)
            throws SQLException {
        habits.use(wanted);
        execute(tables.empty());
        log = next;
        execute(List.of(tables.foreignKeys(enforceForeignKeys)));
    }

    /** All rows of all tables. */
    Map<String, List<Map<String, @Nullable Object>>> content() throws SQLException {
        Map<String, List<Map<String, @Nullable Object>>> content = new LinkedHashMap<>();
        Connection connection = connections.acquire();
        try (Statement statement = connection.createStatement()) {
            for (TableModel table : model.tables()) {
                List<Map<String, @Nullable Object>> rows = new ArrayList<>();
                try (ResultSet result = statement.executeQuery("select * from " + table.name())) {
                    while (result.next()) {
                        Map<String, @Nullable Object> row = new LinkedHashMap<>();
                        for (var column : table.columns()) {
                            row.put(column.name(), result.getObject(column.name()));
                        }
                        rows.add(row);
                    }
                }
                content.put(table.name(), rows);
            }
        } finally {
            connections.release(connection);
        }
        return content;
    }

    @Override
    public void close() throws SQLException {
        connections.close();
    }

    private void execute(List<String> statements) throws SQLException {
        Connection connection = connections.acquire();
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } finally {
            connections.release(connection);
        }
    }

    private void sent(StatementExecution execution) {
        String sql = execution.sql();
        StatementCause.Kind kind = execution.cause().kind();
        log.sent(kind + " x" + execution.batchSize() + ": " + sql);
        Matcher write = WRITE.matcher(sql);
        if (kind == StatementCause.Kind.FLUSH) {
            if (write.find()) {
                String verb = write.group(1).toLowerCase(Locale.ROOT).split(" ")[0];
                log.wrote(verb, write.group(2), execution.batchSize());
            }
        } else if (kind != StatementCause.Kind.NATIVE && kind != StatementCause.Kind.DDL) {
            log.selected();
        }
    }

    /** Keeps one connection for the next one who asks. */
    private static final class Connections implements ConnectionSource, AutoCloseable {

        private final DataSource dataSource;
        private @Nullable Connection idle;

        Connections(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        @Override
        public Connection acquire() throws SQLException {
            Connection kept = idle;
            idle = null;
            return kept == null ? dataSource.getConnection() : kept;
        }

        @Override
        public void release(Connection connection) throws SQLException {
            if (idle == null) {
                idle = connection;
            } else {
                connection.close();
            }
        }

        @Override
        public void close() throws SQLException {
            if (idle != null) {
                idle.close();
            }
        }
    }
}
