package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.schema.Column;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.TableRef;
import io.relmap.type.ColumnType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the tables of a mapping from drafts and finished tables, all types worked out (spec RC-12). */
final class SchemaAssembly {

    private final Problems problems;
    private final @Nullable String defaultSchema;
    private final Map<TableName, TableDraft> drafts = new LinkedHashMap<>();
    private final Map<TableName, @Nullable Table> tables = new LinkedHashMap<>();
    private final Map<TableName, String> owners = new HashMap<>();

    SchemaAssembly(Problems problems, @Nullable String defaultSchema) {
        this.problems = problems;
        this.defaultSchema = defaultSchema;
    }

    /** Adds a finished table; the same one may come several times. */
    void add(Table table) {
        if (tables.get(table.tableName()) != table
                && isFree(table.tableName(), "a Table of that name")) {
            tables.put(table.tableName(), table);
        }
    }

    /** Adds the tables that an association was given as, unless tables of their names are there. */
    void addSecondary(@Nullable Object secondary) {
        if (secondary instanceof Table table) {
            addMissing(table);
        } else if (secondary instanceof FromItem from) {
            FromItems.tables(from).map(TableRef::table).forEach(this::addMissing);
        }
    }

    private void addMissing(Table table) {
        if (!tables.containsKey(table.tableName())) {
            tables.put(table.tableName(), table);
        }
    }

    /**
     * Adds a draft; its place among the tables is kept.
     *
     * @param owner whose table it is, for messages
     */
    void add(TableDraft draft, String owner) {
        if (isFree(draft.name(), owner)) {
            drafts.put(draft.name(), draft);
            tables.put(draft.name(), null);
        }
    }

    private boolean isFree(TableName name, String owner) {
        if (tables.containsKey(name)) {
            problems.add(
                    ErrorCode.INVALID_TABLE,
                    "Table "
                            + name
                            + " is defined twice, by "
                            + owners.getOrDefault(name, "a Table given as secondary")
                            + " and by "
                            + owner
                            + "; give one of them another table");
            return false;
        }
        owners.put(name, owner);
        return true;
    }

    /** Makes the tables; those that are wrong are left out and reported. */
    MetaData build() {
        drafts.forEach((name, draft) -> problems.collect(() -> tables.put(name, table(draft))));
        List<Table> all = tables.values().stream().filter(Objects::nonNull).toList();
        return defaultSchema == null ? MetaData.of(all) : MetaData.of(defaultSchema, all);
    }

    private Table table(TableDraft draft) {
        Table.Builder builder = Table.named(draft.name());
        for (TableDraft.ColumnDraft column : draft.columns()) {
            ColumnType type = typeOf(draft, column, new HashSet<>());
            builder.column(column.definition().apply(type));
        }
        builder.primaryKey(draft.primaryKey());
        draft.foreignKeys().forEach(builder::foreignKey);
        draft.uniqueConstraints().forEach(builder::unique);
        return builder.build();
    }

    private ColumnType typeOf(TableDraft draft, TableDraft.ColumnDraft column, Set<Object> seen) {
        if (column.known() != null) {
            return column.known().type();
        }
        String name = draft.name() + "." + column.name();
        ReferenceText reference = column.typeOf();
        if (reference == null || !seen.add(name)) {
            throw new MappingException(
                    ErrorCode.INVALID_TABLE,
                    "Column "
                            + name
                            + " has no type of its own and refers to itself in the end; give one of"
                            + " the columns a type");
        }
        TableName table = resolve(reference.table());
        TableDraft referencedDraft = drafts.get(table);
        if (referencedDraft != null) {
            TableDraft.ColumnDraft found = referencedDraft.find(reference.column());
            if (found != null) {
                return typeOf(referencedDraft, found, seen);
            }
        } else {
            Table finished = tables.get(table);
            if (finished == null) {
                throw new MappingException(
                        ErrorCode.UNKNOWN_REFERENCED_TABLE,
                        "Column "
                                + name
                                + " refers to table "
                                + reference.table()
                                + ", which is not there; the tables are "
                                + tables.keySet());
            }
            Column found = finished.findColumn(reference.column());
            if (found != null) {
                return found.type();
            }
        }
        throw new MappingException(
                ErrorCode.UNKNOWN_REFERENCED_COLUMN,
                "Column "
                        + name
                        + " refers to "
                        + reference.table()
                        + "."
                        + reference.column()
                        + ", but table "
                        + reference.table()
                        + " has no column "
                        + reference.column());
    }

    private TableName resolve(TableName name) {
        if (!tables.containsKey(name) && name.schema() == null && defaultSchema != null) {
            return new TableName(defaultSchema, name.name());
        }
        return name;
    }
}
