package io.relmap.schema;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.type.TypeFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An immutable table: columns in the order of declaration, keys, constraints. */
public final class Table {

    private final TableName tableName;
    private final Map<String, Column> columnsByName;
    private final List<Column> columns;
    private final List<Column> primaryKey;
    private final List<ForeignKeyConstraint> foreignKeys;
    private final List<UniqueConstraint> uniqueConstraints;
    private final @Nullable Column generatedColumn;

    private Table(Builder builder) {
        tableName = builder.name;
        Map<String, Column> byName = new LinkedHashMap<>();
        for (ColumnDefinition definition : builder.columns) {
            Column column = new Column(this, byName.size(), check(definition));
            if (byName.put(definition.name(), column) != null) {
                throw invalid("column " + definition.name() + " is declared twice");
            }
        }
        columnsByName = byName;
        columns = List.copyOf(byName.values());
        primaryKey = builder.primaryKey.stream().map(this::column).toList();
        foreignKeys = List.copyOf(builder.foreignKeys);
        uniqueConstraints = List.copyOf(builder.uniqueConstraints);
        foreignKeys.forEach(this::check);
        uniqueConstraints.forEach(unique -> unique.columns().forEach(this::column));
        generatedColumn = findGenerated();
    }

    /** Starts a table without a schema. */
    public static Builder named(String name) {
        return new Builder(TableName.of(name));
    }

    /** Starts a table. */
    public static Builder named(TableName name) {
        return new Builder(name);
    }

    /** The name with the schema, if one is given. */
    public TableName tableName() {
        return tableName;
    }

    /** {@code name} or {@code schema.name}. */
    public String name() {
        return tableName.toString();
    }

    /** The columns in the order of declaration. */
    public List<Column> columns() {
        return columns;
    }

    /**
     * The column of this name.
     *
     * @throws MappingException if there is none
     */
    public Column column(String name) {
        Column column = columnsByName.get(name);
        if (column == null) {
            throw invalid(
                    "there is no column " + name + "; its columns are " + columnsByName.keySet());
        }
        return column;
    }

    /** The column of this name, or null. */
    public @Nullable Column findColumn(String name) {
        return columnsByName.get(name);
    }

    /** The primary key in key order; empty for an association table without one. */
    public List<Column> primaryKey() {
        return primaryKey;
    }

    /** The foreign keys in the order of declaration. */
    public List<ForeignKeyConstraint> foreignKeys() {
        return foreignKeys;
    }

    /** The unique keys beside the primary key. */
    public List<UniqueConstraint> uniqueConstraints() {
        return uniqueConstraints;
    }

    /** The key column whose value the database makes (spec RC-20), or null. */
    public @Nullable Column generatedColumn() {
        return generatedColumn;
    }

    @Override
    public String toString() {
        return name();
    }

    /** A generated column has one source of values only. */
    private ColumnDefinition check(ColumnDefinition definition) {
        WriteRules rules = definition.rules();
        String other =
                definition.serverDefault() != null
                        ? "serverDefault"
                        : rules.onInsert() != null
                                ? "a default"
                                : rules.onUpdate() != null ? "a value for each UPDATE" : null;
        if (rules.computed() != null && other != null) {
            throw invalid(
                    "column "
                            + definition.name()
                            + " is computed from others of its row, so it takes no other value; it says"
                            + " also "
                            + other
                            + ": drop one of the two");
        }
        return definition;
    }

    private void check(ForeignKeyConstraint key) {
        if (key.columns().size() != key.referencedColumns().size()) {
            throw invalid(
                    "the foreign key "
                            + key.columns()
                            + " has another number of columns than "
                            + key.referencedColumns()
                            + " of "
                            + key.references());
        }
        Set<String> seen = new HashSet<>();
        for (String name : key.columns()) {
            column(name);
            if (!seen.add(name)) {
                throw invalid("the foreign key " + key.columns() + " names " + name + " twice");
            }
        }
    }

    private @Nullable Column findGenerated() {
        List<Column> declared =
                primaryKey.stream().filter(c -> c.autoIncrement() == AutoIncrement.TRUE).toList();
        if (declared.size() > 1) {
            throw invalid("two key columns are to be generated: " + declared);
        }
        if (declared.size() == 1) {
            Column column = declared.get(0);
            if (column.type().family() != TypeFamily.INTEGER) {
                throw invalid(column.name() + " is to be generated but is no integer");
            }
            return column;
        }
        if (primaryKey.size() != 1) {
            return null;
        }
        Column column = primaryKey.get(0);
        boolean refers =
                foreignKeys.stream().anyMatch(key -> key.columns().contains(column.name()));
        return switch (column.autoIncrement()) {
            case AUTO -> isGeneratable(column) && !refers ? column : null;
            case IGNORE_FK -> isGeneratable(column) ? column : null;
            case TRUE, FALSE -> null;
        };
    }

    private static boolean isGeneratable(Column column) {
        return column.type().family() == TypeFamily.INTEGER && column.serverDefault() == null;
    }

    private MappingException invalid(String what) {
        return new MappingException(ErrorCode.INVALID_TABLE, "Table " + name() + ": " + what);
    }

    /** Collects what a table is made of. Not thread-safe. */
    public static final class Builder {

        private final TableName name;
        private final List<ColumnDefinition> columns = new ArrayList<>();
        private final List<String> primaryKey = new ArrayList<>();
        private final List<ForeignKeyConstraint> foreignKeys = new ArrayList<>();
        private final List<UniqueConstraint> uniqueConstraints = new ArrayList<>();

        private Builder(TableName name) {
            this.name = name;
        }

        /** Adds a column after those already there. */
        public Builder column(ColumnDefinition column) {
            columns.add(column);
            return this;
        }

        /** Sets the primary key, in key order. Its columns should be NOT NULL. */
        public Builder primaryKey(List<String> names) {
            primaryKey.clear();
            primaryKey.addAll(names);
            return this;
        }

        /** Adds a foreign key. */
        public Builder foreignKey(ForeignKeyConstraint key) {
            foreignKeys.add(key);
            return this;
        }

        /** Adds a unique key. */
        public Builder unique(UniqueConstraint unique) {
            uniqueConstraints.add(unique);
            return this;
        }

        /**
         * Makes the table.
         *
         * @throws MappingException if a key names a column that is not there, or a column stands
         *     twice
         */
        public Table build() {
            return new Table(this);
        }
    }
}
