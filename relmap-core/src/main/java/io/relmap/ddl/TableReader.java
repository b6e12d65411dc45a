package io.relmap.ddl;

import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import io.relmap.schema.WriteRules;
import io.relmap.type.ColumnType;
import io.relmap.type.SqlKind;
import io.relmap.type.TypeRegistry;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one table from the driver's metadata. */
final class TableReader {

    /** Longer than this is what drivers say where there is no limit. */
    private static final int LONGEST = 1_000_000;

    private static final int MOST_DIGITS = 1_000;

    private final Catalog catalog;
    private final Catalog.Location location;
    private final Table.Builder table;
    private final TableName name;

    TableReader(Catalog catalog, Catalog.Location location, TableName name) {
        this.catalog = catalog;
        this.location = location;
        this.name = name;
        this.table = Table.named(name);
    }

    Table read() throws SQLException {
        List<String> key = primaryKey();
        readColumns(Set.copyOf(key));
        table.primaryKey(key);
        readForeignKeys();
        readUniqueKeys(key);
        return table.build();
    }

    private DatabaseMetaData metaData() {
        return catalog.metaData();
    }

    private List<String> primaryKey() throws SQLException {
        Map<Integer, String> parts = new TreeMap<>();
        try (ResultSet row =
                metaData()
                        .getPrimaryKeys(
                                catalog.catalogName(), location.schema(), location.table())) {
            while (row.next()) {
                parts.put(row.getInt("KEY_SEQ"), column(row, "COLUMN_NAME"));
            }
        }
        return List.copyOf(parts.values());
    }

    private String column(ResultSet row, String label) throws SQLException {
        return catalog.normal(Objects.requireNonNull(row.getString(label)));
    }

    private void readColumns(Set<String> key) throws SQLException {
        Map<Integer, ColumnDefinition> columns = new TreeMap<>();
        try (ResultSet row =
                metaData()
                        .getColumns(
                                catalog.catalogName(),
                                catalog.pattern(location.schema()),
                                catalog.pattern(location.table()),
                                "%")) {
            while (row.next()) {
                if (location.table().equals(row.getString("TABLE_NAME"))) {
                    columns.put(row.getInt("ORDINAL_POSITION"), definition(row, key));
                }
            }
        }
        columns.values().forEach(table::column);
    }

    private ColumnDefinition definition(ResultSet row, Set<String> key) throws SQLException {
        String column = column(row, "COLUMN_NAME");
        String serverDefault = row.getString("COLUMN_DEF");
        boolean generated = "YES".equals(row.getString("IS_AUTOINCREMENT"));
        boolean nullable =
                row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls && !key.contains(column);
        return new ColumnDefinition(
                column,
                type(row),
                nullable,
                autoIncrement(generated),
                null,
                generated ? null : serverDefault,
                WriteRules.NONE);
    }

    /** SQLite makes the value of every single integer key. */
    private AutoIncrement autoIncrement(boolean generated) {
        if (generated) {
            return AutoIncrement.TRUE;
        }
        return catalog.dialect().identityIsPrimaryKey() ? AutoIncrement.AUTO : AutoIncrement.FALSE;
    }

    private static ColumnType type(ResultSet row) throws SQLException {
        String typeName = row.getString("TYPE_NAME");
        int size = row.getInt("COLUMN_SIZE");
        int digits = row.getInt("DECIMAL_DIGITS");
        ColumnType type = TypeRegistry.parse(typeName.replace("\"", ""));
        if (type.kind() == SqlKind.NUMERIC) {
            return size > MOST_DIGITS ? type : TypeRegistry.numeric(size, Math.max(0, digits));
        } else if (type.kind() == SqlKind.VARCHAR && size > 0 && size <= LONGEST) {
            return TypeRegistry.varchar(size);
        } else if (type.kind() == SqlKind.CHAR && size > 0) {
            return TypeRegistry.character(size);
        }
        return type;
    }

    private void readForeignKeys() throws SQLException {
        List<KeyParts> keys = new ArrayList<>();
        Map<String, KeyParts> byName = new LinkedHashMap<>();
        try (ResultSet row =
                metaData()
                        .getImportedKeys(
                                catalog.catalogName(), location.schema(), location.table())) {
            while (row.next()) {
                String keyName = row.getString("FK_NAME");
                KeyParts parts = keyName == null || keyName.isEmpty() ? null : byName.get(keyName);
                if (parts == null) {
                    boolean starts = row.getInt("KEY_SEQ") <= 1 || keys.isEmpty();
                    parts =
                            starts || (keyName != null && !keyName.isEmpty())
                                    ? new KeyParts(row, keyName)
                                    : keys.get(keys.size() - 1);
                    if (!keys.contains(parts)) {
                        keys.add(parts);
                    }
                    if (keyName != null && !keyName.isEmpty()) {
                        byName.put(keyName, parts);
                    }
                }
                parts.columns.put(row.getInt("KEY_SEQ"), column(row, "FKCOLUMN_NAME"));
                parts.referenced.put(row.getInt("KEY_SEQ"), column(row, "PKCOLUMN_NAME"));
            }
        }
        String text = keys.isEmpty() ? null : createdBy();
        ForeignKeyClauses clauses = text == null ? null : new ForeignKeyClauses(text);
        keys.forEach(key -> table.foreignKey(key.constraint(clauses)));
    }

    private @Nullable String createdBy() throws SQLException {
        String query = catalog.dialect().createdBy();
        if (query == null) {
            return null;
        }
        try (PreparedStatement statement = metaData().getConnection().prepareStatement(query)) {
            statement.setString(1, location.table());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    /** The unique keys whose check can be put off. */
    private Map<String, Deferrable> deferrableUniqueKeys() throws SQLException {
        String query = catalog.dialect().deferrableUniqueKeys();
        if (query == null) {
            return Map.of();
        }
        Map<String, Deferrable> keys = new HashMap<>();
        try (PreparedStatement statement = metaData().getConnection().prepareStatement(query)) {
            statement.setString(1, location.schema());
            statement.setString(2, location.table());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    keys.put(
                            row.getString(1),
                            row.getBoolean(2)
                                    ? Deferrable.INITIALLY_DEFERRED
                                    : Deferrable.INITIALLY_IMMEDIATE);
                }
            }
        }
        return keys;
    }

    private void readUniqueKeys(List<String> primaryKey) throws SQLException {
        Map<String, Map<Integer, String>> indexes = new LinkedHashMap<>();
        Set<String> partial = new HashSet<>();
        try (ResultSet row =
                metaData()
                        .getIndexInfo(
                                catalog.catalogName(),
                                location.schema(),
                                location.table(),
                                true,
                                true)) {
            while (row.next()) {
                String index = row.getString("INDEX_NAME");
                String column = row.getString("COLUMN_NAME");
                if (index == null || row.getBoolean("NON_UNIQUE")) {
                    continue;
                } else if (column == null || row.getString("FILTER_CONDITION") != null) {
                    partial.add(index); // over an expression, or not over all rows
                    continue;
                }
                indexes.computeIfAbsent(index, unused -> new TreeMap<>())
                        .put(row.getInt("ORDINAL_POSITION"), catalog.normal(column));
            }
        }
        Map<String, Deferrable> deferrable = indexes.isEmpty() ? Map.of() : deferrableUniqueKeys();
        indexes.forEach(
                (index, parts) -> {
                    List<String> columns = List.copyOf(parts.values());
                    if (!partial.contains(index) && !columns.equals(primaryKey)) {
                        table.unique(
                                new UniqueConstraint(
                                        catalog.normal(index),
                                        columns,
                                        deferrable.getOrDefault(index, Deferrable.NO)));
                    }
                });
    }

    /** A foreign key while its columns are read. */
    private final class KeyParts {

        private final @Nullable String keyName;
        private final TableName references;
        private final ForeignKeyConstraint.Options options;
        private final Map<Integer, String> columns = new TreeMap<>();
        private final Map<Integer, String> referenced = new TreeMap<>();

        KeyParts(ResultSet row, @Nullable String keyName) throws SQLException {
            this.keyName = keyName == null || keyName.isEmpty() ? null : catalog.normal(keyName);
            String schema = row.getString("PKTABLE_SCHEM");
            boolean own =
                    schema == null
                            || schema.isEmpty()
                            || (name.schema() == null && schema.equals(location.schema()));
            this.references =
                    new TableName(own ? null : catalog.normal(schema), column(row, "PKTABLE_NAME"));
            this.options =
                    new ForeignKeyConstraint.Options(
                            action(row.getInt("DELETE_RULE")),
                            action(row.getInt("UPDATE_RULE")),
                            false,
                            deferrable(row.getInt("DEFERRABILITY")));
        }

        /** The key, checked when the text that made the table says so, if there is one. */
        ForeignKeyConstraint constraint(@Nullable ForeignKeyClauses clauses) {
            List<String> names = List.copyOf(columns.values());
            return new ForeignKeyConstraint(
                    keyName,
                    names,
                    references,
                    List.copyOf(referenced.values()),
                    clauses == null
                            ? options
                            : new ForeignKeyConstraint.Options(
                                    options.onDelete(),
                                    options.onUpdate(),
                                    options.useAlter(),
                                    clauses.of(names)));
        }
    }

    private static @Nullable ReferentialAction action(int rule) {
        return switch (rule) {
            case DatabaseMetaData.importedKeyCascade -> ReferentialAction.CASCADE;
            case DatabaseMetaData.importedKeySetNull -> ReferentialAction.SET_NULL;
            case DatabaseMetaData.importedKeySetDefault -> ReferentialAction.SET_DEFAULT;
            case DatabaseMetaData.importedKeyRestrict -> ReferentialAction.RESTRICT;
            default -> null;
        };
    }

    private static Deferrable deferrable(int deferrability) {
        return switch (deferrability) {
            case DatabaseMetaData.importedKeyInitiallyDeferred -> Deferrable.INITIALLY_DEFERRED;
            case DatabaseMetaData.importedKeyInitiallyImmediate -> Deferrable.INITIALLY_IMMEDIATE;
            default -> Deferrable.NO;
        };
    }
}
