package io.relmap.ddl;

import io.relmap.dialect.Dialect;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a database says it has. Names that a statement writes without quotes are compared as
 * the database folds them, and given back in lower case.
 */
final class Catalog {

    private final DatabaseMetaData metaData;
    private final Dialect dialect;
    private final @Nullable String catalogName;
    private final @Nullable String defaultSchema;
    private final boolean upper;

    Catalog(Connection connection, Dialect dialect) throws SQLException {
        this.metaData = connection.getMetaData();
        this.dialect = dialect;
        this.catalogName = connection.getCatalog();
        this.defaultSchema = connection.getSchema();
        this.upper = metaData.storesUpperCaseIdentifiers();
    }

    boolean contains(TableName name) throws SQLException {
        return locate(name) != null;
    }

    /** The table as the database has it, or null. */
    @Nullable Table find(TableName name) throws SQLException {
        Location location = locate(name);
        return location == null ? null : new TableReader(this, location, name).read();
    }

    /** The tables of a schema, or of the connection's own, views left out. */
    Set<TableName> tables(@Nullable String schema) throws SQLException {
        Set<TableName> names = new LinkedHashSet<>();
        String stored = schema == null ? defaultSchema : stored(schema);
        try (ResultSet row =
                metaData.getTables(
                        catalogName, pattern(stored), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (row.next()) {
                names.add(new TableName(schema, normal(row.getString("TABLE_NAME"))));
            }
        }
        return names;
    }

    Set<String> foreignKeyNames(TableName name) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        Location location = locate(name);
        if (location != null) {
            try (ResultSet row =
                    metaData.getImportedKeys(catalogName, location.schema, location.table)) {
                while (row.next()) {
                    String key = row.getString("FK_NAME");
                    if (key != null) {
                        names.add(normal(key));
                    }
                }
            }
        }
        return names;
    }

    DatabaseMetaData metaData() {
        return metaData;
    }

    Dialect dialect() {
        return dialect;
    }

    @Nullable String catalogName() {
        return catalogName;
    }

    /** The schema of names that give none, as the database has it. */
    @Nullable String defaultSchema() {
        return defaultSchema;
    }

    /** A name as the mapping would write it. */
    String normal(String stored) {
        String lower = stored.toLowerCase(Locale.ROOT);
        boolean folded = upper && stored.equals(stored.toUpperCase(Locale.ROOT));
        return folded && dialect.identifiers().quote(lower).equals(lower) ? lower : stored;
    }

    private String stored(String name) {
        boolean plain = dialect.identifiers().quote(name).equals(name);
        return upper && plain ? name.toUpperCase(Locale.ROOT) : name;
    }

    /** Where the database keeps a table: names as it stores them. */
    record Location(@Nullable String schema, String table) {}

    private @Nullable Location locate(TableName name) throws SQLException {
        String schema = name.schema() == null ? defaultSchema : stored(name.schema());
        String table = stored(name.name());
        try (ResultSet row =
                metaData.getTables(catalogName, pattern(schema), pattern(table), null)) {
            while (row.next()) {
                String type = row.getString("TABLE_TYPE");
                String found = row.getString("TABLE_NAME");
                boolean named = found.equals(table) || dialect.ignoresCase(found, table);
                if (named && !type.contains("INDEX") && !type.contains("SEQUENCE")) {
                    return new Location(row.getString("TABLE_SCHEM"), found);
                }
            }
        }
        return null;
    }

    /** A name as a pattern that matches it alone, where the driver escapes. */
    @Nullable String pattern(@Nullable String name) throws SQLException {
        if (name == null) {
            return null;
        }
        String escape = metaData.getSearchStringEscape();
        return escape == null || escape.isEmpty()
                ? name
                : name.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
    }
}
