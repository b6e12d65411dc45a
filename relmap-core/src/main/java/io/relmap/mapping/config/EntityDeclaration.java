package io.relmap.mapping.config;

import io.relmap.mapping.EntityName;
import io.relmap.mapping.WritingRules;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entity as it was declared, with everything that may still be late. */
final class EntityDeclaration {

    private final EntityName name;
    private final @Nullable Class<?> type;
    private final TableName tableName;
    private final @Nullable TableDraft draft;
    private final @Nullable Table table;
    private final List<TableDraft> associations = new ArrayList<>();
    private final List<AttributeDeclaration> attributes = new ArrayList<>();
    private final Map<String, RelationshipDeclaration> relationships = new LinkedHashMap<>();
    private final Map<String, HolderField> holders = new LinkedHashMap<>();
    private boolean legacyIsOrphan;
    private MethodHandles.@Nullable Lookup lookup;
    private WritingRules writing = WritingRules.DEFAULT;

    /** An entity whose table is declared with it. */
    EntityDeclaration(EntityName name, Class<?> type, TableDraft draft) {
        this(name, type, draft.name(), draft, null);
    }

    /** An entity of a finished table. */
    EntityDeclaration(EntityName name, @Nullable Class<?> type, Table table) {
        this(name, type, table.tableName(), null, table);
    }

    private EntityDeclaration(
            EntityName name,
            @Nullable Class<?> type,
            TableName tableName,
            @Nullable TableDraft draft,
            @Nullable Table table) {
        this.name = name;
        this.type = type;
        this.tableName = tableName;
        this.draft = draft;
        this.table = table;
    }

    EntityName name() {
        return name;
    }

    @Nullable Class<?> type() {
        return type;
    }

    TableName tableName() {
        return tableName;
    }

    @Nullable TableDraft draft() {
        return draft;
    }

    @Nullable Table table() {
        return table;
    }

    /** Association tables that are declared with the entity. */
    List<TableDraft> associations() {
        return associations;
    }

    /** The column attributes in the order of columns. */
    List<AttributeDeclaration> attributes() {
        return attributes;
    }

    /** The relationships by name, in the order of declaration. */
    Map<String, RelationshipDeclaration> relationships() {
        return relationships;
    }

    /** All holder fields of relationships by name, in the order of declaration. */
    Map<String, HolderField> holders() {
        return holders;
    }

    /** Whether only an object without any parent is an orphan (spec CA-40). */
    boolean legacyIsOrphan() {
        return legacyIsOrphan;
    }

    void legacyIsOrphan(boolean value) {
        legacyIsOrphan = value;
    }

    MethodHandles.@Nullable Lookup lookup() {
        return lookup;
    }

    void lookup(MethodHandles.Lookup value) {
        lookup = value;
    }

    /** How rows are written. */
    WritingRules writing() {
        return writing;
    }

    void writing(WritingRules value) {
        writing = value;
    }

    /** The declared attribute of this name, or null. */
    @Nullable AttributeDeclaration attribute(String attribute) {
        for (AttributeDeclaration candidate : attributes) {
            if (candidate.name().equals(attribute)) {
                return candidate;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name.simple();
    }
}
