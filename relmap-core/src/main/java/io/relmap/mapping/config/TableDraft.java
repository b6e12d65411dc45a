package io.relmap.mapping.config;

import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import io.relmap.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table that is being declared: some of its columns take their type from the column they refer to. */
final class TableDraft {

    private final TableName name;
    private final List<ColumnDraft> columns = new ArrayList<>();
    private final List<String> primaryKey = new ArrayList<>();
    private final List<ForeignKeyConstraint> foreignKeys = new ArrayList<>();
    private final List<UniqueConstraint> uniqueConstraints = new ArrayList<>();

    TableDraft(TableName name) {
        this.name = name;
    }

    TableName name() {
        return name;
    }

    void column(ColumnDefinition definition) {
        columns.add(new ColumnDraft(definition.name(), null, type -> definition, definition));
    }

    /**
     * Adds a column whose type is that of the column it refers to (spec RC-12).
     *
     * @param column the column's name
     * @param reference what it refers to
     * @param definition makes the column from its type
     */
    void column(
            String column,
            ReferenceText reference,
            Function<ColumnType, ColumnDefinition> definition) {
        columns.add(new ColumnDraft(column, reference, definition, null));
    }

    void keyColumn(String column) {
        primaryKey.add(column);
    }

    void foreignKey(ForeignKeyConstraint key) {
        foreignKeys.add(key);
    }

    void unique(UniqueConstraint unique) {
        uniqueConstraints.add(unique);
    }

    List<ColumnDraft> columns() {
        return columns;
    }

    List<String> primaryKey() {
        return primaryKey;
    }

    List<ForeignKeyConstraint> foreignKeys() {
        return foreignKeys;
    }

    List<UniqueConstraint> uniqueConstraints() {
        return uniqueConstraints;
    }

    @Nullable ColumnDraft find(String column) {
        for (ColumnDraft draft : columns) {
            if (draft.name.equals(column)) {
                return draft;
            }
        }
        return null;
    }

    /**
     * A column of the draft.
     *
     * @param name its name
     * @param typeOf the column that its type is taken from, or null
     * @param definition makes the column from its type
     * @param known the column, where its type is known, or null
     */
    record ColumnDraft(
            String name,
            @Nullable ReferenceText typeOf,
            Function<ColumnType, ColumnDefinition> definition,
            @Nullable ColumnDefinition known) {}
}
