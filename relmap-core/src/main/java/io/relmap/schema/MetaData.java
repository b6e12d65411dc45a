package io.relmap.schema;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of one mapping by name, in the order in which they were added. Immutable. */
public final class MetaData {

    private final @Nullable String defaultSchema;
    private final Map<TableName, Table> tables = new LinkedHashMap<>();

    private MetaData(@Nullable String defaultSchema, Collection<Table> tables) {
        this.defaultSchema = defaultSchema;
        for (Table table : tables) {
            if (this.tables.put(table.tableName(), table) != null) {
                throw new MappingException(
                        ErrorCode.INVALID_TABLE, "Table " + table.name() + " is defined twice");
            }
        }
    }

    /**
     * Puts tables together.
     *
     * @throws MappingException if two have one name
     */
    public static MetaData of(Collection<Table> tables) {
        return new MetaData(null, tables);
    }

    /** Puts tables together; names without a schema are looked up in {@code defaultSchema} too. */
    public static MetaData of(String defaultSchema, Collection<Table> tables) {
        return new MetaData(defaultSchema, tables);
    }

    /** All tables in the order in which they were added. */
    public Collection<Table> tables() {
        return java.util.Collections.unmodifiableCollection(tables.values());
    }

    /** The schema of names that give none, or null. */
    public @Nullable String defaultSchema() {
        return defaultSchema;
    }

    /** The table of this name, or null. */
    public @Nullable Table find(TableName name) {
        Table table = tables.get(name);
        if (table == null && name.schema() == null && defaultSchema != null) {
            table = tables.get(new TableName(defaultSchema, name.name()));
        }
        return table;
    }

    /**
     * The columns that a foreign key refers to, one for each of its own.
     *
     * @param table the table that holds the key
     * @throws MappingException if the table or a column referred to is not there (spec RC-14)
     */
    public List<Column> resolve(Table table, ForeignKeyConstraint key) {
        Table referenced = find(key.references());
        if (referenced == null) {
            throw new MappingException(
                    ErrorCode.UNKNOWN_REFERENCED_TABLE,
                    "The foreign key "
                            + columns(table, key)
                            + " refers to table "
                            + key.references()
                            + ", which is not there");
        }
        return key.referencedColumns().stream()
                .map(name -> referencedColumn(table, key, referenced, name))
                .toList();
    }

    private static Column referencedColumn(
            Table table, ForeignKeyConstraint key, Table referenced, String name) {
        Column column = referenced.findColumn(name);
        if (column == null) {
            throw new MappingException(
                    ErrorCode.UNKNOWN_REFERENCED_COLUMN,
                    "The foreign key "
                            + columns(table, key)
                            + " refers to "
                            + key.references()
                            + "."
                            + name
                            + ", but table "
                            + referenced.name()
                            + " has no column "
                            + name);
        }
        return column;
    }

    private static String columns(Table table, ForeignKeyConstraint key) {
        return key.columns().stream()
                .map(name -> table.name() + "." + name)
                .collect(Collectors.joining(", "));
    }
}
