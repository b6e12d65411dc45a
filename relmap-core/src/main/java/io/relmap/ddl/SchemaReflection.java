package io.relmap.ddl;

import io.relmap.dialect.Dialect;
import io.relmap.dialect.Dialects;
import io.relmap.error.DatabaseException;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Reads tables from the database, for mappings that do not repeat what it knows. */
public final class SchemaReflection {

    private SchemaReflection() {}

    /** All tables of the connection's own schema. */
    public static MetaData reflectAll(DataSource dataSource) {
        return on(dataSource, catalog -> read(catalog, catalog.tables(null)));
    }

    /**
     * These tables, and those that they refer to.
     *
     * @param names the names, with or without a schema: {@code shop.book}
     * @throws MappingException if a table is not there
     */
    public static MetaData reflect(DataSource dataSource, Collection<String> names) {
        return on(
                dataSource,
                catalog -> read(catalog, names.stream().map(TableName::parse).toList()));
    }

    private static MetaData read(Catalog catalog, Collection<TableName> names) throws SQLException {
        Map<TableName, Table> found = new LinkedHashMap<>();
        Deque<TableName> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            TableName name = open.poll();
            if (found.containsKey(name)) {
                continue;
            }
            Table table = catalog.find(name);
            if (table == null) {
                throw new MappingException(
                        ErrorCode.INVALID_TABLE, "There is no table " + name + " in the database");
            }
            found.put(name, table);
            table.foreignKeys().stream().map(ForeignKeyConstraint::references).forEach(open::add);
        }
        return MetaData.of(found.values());
    }

    /** Work with what the database says of itself. */
    @FunctionalInterface
    private interface Work {
        MetaData with(Catalog catalog) throws SQLException;
    }

    private static MetaData on(DataSource dataSource, Work work) {
        try (Connection connection = dataSource.getConnection()) {
            Dialect dialect = Dialects.of(connection);
            return work.with(new Catalog(connection, dialect));
        } catch (SQLException e) {
            throw new DatabaseException(
                    ErrorCode.STATEMENT_FAILED, "The tables of the database cannot be read.", e);
        }
    }
}
