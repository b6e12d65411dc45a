package io.relmap.mapping;

import io.relmap.annotation.Internal;
import io.relmap.annotation.VersionSource;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One mapped entity: its table, its column attributes and its relationships. Immutable once the mapping is
 * built, and safe for use by several threads.
 */
public final class Mapper {

    private final EntityName name;
    private final @Nullable Class<?> entityClass;
    private final Table table;
    private final List<ColumnAttribute> columns;
    private final Map<String, ColumnAttribute> columnsByName = new LinkedHashMap<>();
    private final IdentityHashMap<Column, ColumnAttribute> columnsByColumn =
            new IdentityHashMap<>();
    private final List<ColumnAttribute> identity;
    private final @Nullable VersionRule version;
    private final List<ColumnAttribute> givenByDatabase;
    private final WritingRules writing;
    private final @Nullable ColumnAttribute generated;
    private final EntityAccess access;
    private boolean orphanOfAll;
    private Map<ColumnAttribute, String> needed = Map.of();
    private List<Relationship> relationships = List.of();
    private Map<String, Relationship> relationshipsByName = Map.of();

    /**
     * @param name the entity's name
     * @param entityClass its class, or null for map-backed entities
     * @param table its table, with a primary key
     * @param columns its column attributes; each one's index is its place in the list
     * @param version how its rows get versions, or null
     * @param writing how its rows are written
     * @param access makes objects, reads and writes their values
     */
    @Internal
    public Mapper(
            EntityName name,
            @Nullable Class<?> entityClass,
            Table table,
            List<ColumnAttribute> columns,
            @Nullable VersionRule version,
            WritingRules writing,
            EntityAccess access) {
        this.name = name;
        this.entityClass = entityClass;
        this.table = table;
        this.columns = List.copyOf(columns);
        this.version = version;
        this.writing = writing;
        this.access = access;
        for (ColumnAttribute attribute : columns) {
            columnsByName.put(attribute.name(), attribute);
            columnsByColumn.put(attribute.column(), attribute);
        }
        givenByDatabase = this.columns.stream().filter(this::isGivenByDatabase).toList();
        identity = table.primaryKey().stream().map(this::attributeOf).toList();
        Column generatedColumn = table.generatedColumn();
        generated = generatedColumn == null ? null : attributeOf(generatedColumn);
    }

    /** The entity's simple name. */
    public String entityName() {
        return name.simple();
    }

    /** The entity's name with its package. */
    public EntityName name() {
        return name;
    }

    /** The entity's class, or null for map-backed entities. */
    public @Nullable Class<?> entityClass() {
        return entityClass;
    }

    /** The entity's table. */
    public Table table() {
        return table;
    }

    /** The column attributes; the place in the list is the attribute's index. */
    public List<ColumnAttribute> columns() {
        return columns;
    }

    /** The column attribute of this name, or null. */
    public @Nullable ColumnAttribute findColumn(String attribute) {
        return columnsByName.get(attribute);
    }

    /** The attribute that a column is stored in, or null. */
    public @Nullable ColumnAttribute findAttribute(Column column) {
        return columnsByColumn.get(column);
    }

    /** The attribute that a column of this entity's table is stored in. */
    public ColumnAttribute attributeOf(Column column) {
        ColumnAttribute attribute = columnsByColumn.get(column);
        if (attribute == null) {
            throw new IllegalArgumentException(entityName() + " does not map " + column);
        }
        return attribute;
    }

    /** The attributes of the primary key, in key order. */
    public List<ColumnAttribute> identity() {
        return identity;
    }

    /** Whether an object is an orphan only if it lacks a parent by every owning relationship (spec CA-40). */
    @Internal
    public boolean isOrphanOfAll() {
        return orphanOfAll;
    }

    /** Sets {@link #isOrphanOfAll}, while the mapping is built. */
    @Internal
    public void orphanOfAll(boolean value) {
        orphanOfAll = value;
    }

    /** The columns that must be known whenever an object is, each with why: it follows the attribute's name. */
    @Internal
    public Map<ColumnAttribute, String> needed() {
        return needed;
    }

    /** Sets {@link #needed}, while the mapping is built. */
    @Internal
    public void needed(Map<ColumnAttribute, String> columns) {
        needed = Map.copyOf(columns);
    }

    /** The attribute that counts changes, or null. */
    public @Nullable ColumnAttribute version() {
        return version == null ? null : version.attribute();
    }

    /** How rows get their versions, or null where they have none. */
    @Internal
    public @Nullable VersionRule versionRule() {
        return version;
    }

    private boolean isGivenByDatabase(ColumnAttribute attribute) {
        return attribute.isComputed()
                || (version != null
                        && version.source() == VersionSource.DATABASE
                        && version.attribute().equals(attribute));
    }

    /** The columns that no statement names: those that are generated, and a version that the database makes. */
    @Internal
    public List<ColumnAttribute> givenByDatabase() {
        return givenByDatabase;
    }

    /** How rows are written. */
    @Internal
    public WritingRules writing() {
        return writing;
    }

    /** The key attribute whose value the database makes, or null. */
    public @Nullable ColumnAttribute generated() {
        return generated;
    }

    /** Makes objects, reads and writes their values. */
    @Internal
    public EntityAccess access() {
        return access;
    }

    /** All relationships in mapping order, generated ones after the one that made them. */
    public List<Relationship> relationships() {
        return relationships;
    }

    /** The relationship of this name, or null. */
    public @Nullable Relationship findRelationship(String attribute) {
        return relationshipsByName.get(attribute);
    }

    /** Ends the building of this mapper. Called once. */
    @Internal
    public void complete(List<Relationship> all) {
        relationships = List.copyOf(all);
        Map<String, Relationship> byName = new LinkedHashMap<>();
        all.forEach(relationship -> byName.put(relationship.name(), relationship));
        relationshipsByName = byName;
    }

    @Override
    public String toString() {
        return entityName();
    }
}
