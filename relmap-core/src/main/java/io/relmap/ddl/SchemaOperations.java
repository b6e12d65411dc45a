package io.relmap.ddl;

import io.relmap.annotation.Internal;
import io.relmap.error.DatabaseException;
import io.relmap.error.ErrorCode;
import io.relmap.jdbc.ConnectionSource;
import io.relmap.jdbc.Database;
import io.relmap.jdbc.ParameterValues;
import io.relmap.jdbc.SqlExecutor;
import io.relmap.observe.StatementCause;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import io.relmap.sql.RenderedSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates, drops and compares the tables of a mapping. For tests, demos and first steps; a schema that
 * lives on is better kept by a migration tool, with {@link #validate} and {@link #createScript} beside
 * it. Safe for use by several threads.
 */
public final class SchemaOperations {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.schema");

    private static final StatementCause CREATE =
            StatementCause.of(StatementCause.Kind.DDL, "creation of tables");
    private static final StatementCause DROP =
            StatementCause.of(StatementCause.Kind.DDL, "removal of tables");

    private final MetaData metaData;
    private final Database database;
    private final ConnectionSource connections;
    private final DdlWriter writer;

    /** Operations on the tables of {@code metaData} in this database. */
    @Internal
    public SchemaOperations(MetaData metaData, Database database, ConnectionSource connections) {
        this.metaData = metaData;
        this.database = database;
        this.connections = connections;
        this.writer = new DdlWriter(metaData, database.dialect());
    }

    /** The statements of {@link #createAll} on an empty database, in order (spec UW-138). */
    public List<String> createStatements() {
        return createStatements(metaData.tables());
    }

    /** The statements of {@link #dropAll} on a complete database, in order. */
    public List<String> dropStatements() {
        return dropStatements(metaData.tables(), Set.of());
    }

    /**
     * What {@link #createAll} would send to the database as it is now, in order; empty where no table is missing. Nothing is
     * changed.
     */
    public List<String> missingStatements() {
        List<String> statements = new ArrayList<>();
        onOneConnection(connection -> statements.addAll(missingStatements(connection)));
        return List.copyOf(statements);
    }

    /** {@link #createStatements} as one text, each ended by a semicolon. */
    public String createScript() {
        return script(createStatements());
    }

    /** {@link #dropStatements} as one text, each ended by a semicolon. */
    public String dropScript() {
        return script(dropStatements());
    }

    /**
     * Creates the tables that are not there, and the sequences of their keys. Tables that are there stay
     * as they are.
     *
     * @throws DatabaseException if the database refuses a statement
     */
    public void createAll() {
        onOneConnection(connection -> run(connection, missingStatements(connection), CREATE));
    }

    private List<String> missingStatements(Connection connection) throws SQLException {
        Catalog catalog = catalog(connection);
        List<Table> missing = new ArrayList<>();
        for (Table table : metaData.tables()) {
            if (!catalog.contains(table.tableName())) {
                missing.add(table);
            }
        }
        return createStatements(missing);
    }

    /**
     * Drops the tables that are there, and the sequences of their keys.
     *
     * @throws DatabaseException if the database refuses a statement
     */
    public void dropAll() {
        onOneConnection(
                connection -> {
                    Catalog catalog = catalog(connection);
                    List<Table> present = new ArrayList<>();
                    Set<String> keys = new LinkedHashSet<>();
                    for (Table table : metaData.tables()) {
                        if (catalog.contains(table.tableName())) {
                            present.add(table);
                            keys.addAll(catalog.foreignKeyNames(table.tableName()));
                        }
                    }
                    drop(connection, present, missingKeys(present, keys));
                });
    }

    /**
     * Compares the tables with those of the database: columns with their types and whether they may be NULL, primary,
     * foreign and unique keys, and whether the checks of keys can wait as they are mapped to, on databases that have
     * such keys. A key that can wait although it is not mapped to is no difference.
     *
     * @return what differs; empty where all is as the mapping says
     */
    public List<SchemaDifference> validate() {
        List<SchemaDifference> differences = new ArrayList<>();
        onOneConnection(
                connection -> {
                    Catalog catalog = catalog(connection);
                    for (Table table : metaData.tables()) {
                        differences.addAll(
                                SchemaComparison.of(
                                        table,
                                        catalog.find(table.tableName()),
                                        database.dialect()));
                    }
                });
        return List.copyOf(differences);
    }

    private Catalog catalog(Connection connection) throws SQLException {
        return new Catalog(connection, database.dialect());
    }

    /** The keys that were to be dropped by ALTER TABLE but are not there. */
    private Set<String> missingKeys(List<Table> tables, Set<String> present) {
        Set<String> missing = new LinkedHashSet<>();
        for (DdlPlan.AddedKey added : DdlPlan.of(metaData, tables).added()) {
            if (!present.contains(added.name())) {
                missing.add(added.name());
            }
        }
        return missing;
    }

    private List<String> createStatements(Collection<Table> tables) {
        DdlPlan plan = DdlPlan.of(metaData, tables);
        List<String> statements = new ArrayList<>();
        for (Table table : plan.tables()) {
            writer.sequences(table)
                    .forEach(sequence -> statements.add(writer.createSequence(sequence)));
        }
        plan.tables().forEach(table -> statements.add(writer.createTable(table, plan)));
        if (writer.alters()) {
            plan.added().forEach(added -> statements.add(writer.addKey(added)));
        }
        return statements;
    }

    private List<String> dropStatements(Collection<Table> tables, Set<String> missingKeys) {
        DdlPlan plan = DdlPlan.of(metaData, tables);
        List<String> statements = new ArrayList<>();
        if (writer.alters()) {
            for (DdlPlan.AddedKey added : plan.added()) {
                if (!missingKeys.contains(added.name())) {
                    statements.add(writer.dropKey(added));
                }
            }
        }
        List<Table> reverse = new ArrayList<>(plan.tables());
        Collections.reverse(reverse);
        reverse.forEach(table -> statements.add(writer.dropTable(table)));
        for (Table table : reverse) {
            writer.sequences(table)
                    .forEach(sequence -> statements.add(writer.dropSequence(sequence)));
        }
        return statements;
    }

    private void drop(Connection connection, List<Table> tables, Set<String> missingKeys)
            throws SQLException {
        List<String> statements = dropStatements(tables, missingKeys);
        List<Table> cyclic =
                DdlPlan.of(metaData, tables).added().stream()
                        .map(DdlPlan.AddedKey::table)
                        .distinct()
                        .toList();
        if (writer.alters() || cyclic.isEmpty()) {
            run(connection, statements, DROP);
            return;
        }
        LOG.warn(
                "Foreign keys of {} lie on a cycle; {} drops the tables with foreign keys switched off.",
                cyclic,
                database.dialect());
        database.dialect().withoutForeignKeys(connection, () -> run(connection, statements, DROP));
    }

    private void run(Connection connection, List<String> statements, StatementCause cause) {
        SqlExecutor executor = new SqlExecutor(ConnectionSource.of(connection), database);
        for (String statement : statements) {
            executor.update(new RenderedSql(statement, List.of()), ParameterValues.NONE, cause);
        }
    }

    /** Work on a connection. */
    @FunctionalInterface
    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void onOneConnection(Work work) {
        try {
            Connection connection = connections.acquire();
            try {
                work.on(connection);
            } finally {
                connections.release(connection);
            }
        } catch (SQLException e) {
            throw new DatabaseException(
                    ErrorCode.STATEMENT_FAILED, "The tables of the database cannot be read.", e);
        }
    }

    private static String script(List<String> statements) {
        return statements.isEmpty() ? "" : String.join(";\n\n", statements) + ";\n";
    }
}
