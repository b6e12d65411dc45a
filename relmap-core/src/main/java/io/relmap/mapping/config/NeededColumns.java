package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.join.JoinCondition;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.ListNumbering;
import io.relmap.mapping.MapKeySource;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.UniqueConstraint;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns that a load or a flush must know whenever it knows the object (spec LO-63, LO-114). No option leaves
 * them out, and none may be mapped to be loaded at first access.
 */
final class NeededColumns {

    private final Problems problems;
    private final Map<Mapper, Map<ColumnAttribute, String>> needed = new HashMap<>();

    NeededColumns(Problems problems) {
        this.problems = problems;
    }

    /** Tells each entity its own, and refuses those that are deferred. */
    void find(List<Mapper> mappers, Collection<Relationship> relationships) {
        mappers.forEach(this::ofTable);
        relationships.forEach(this::ofRelationship);
        mappers.forEach(this::beside);
        for (Mapper mapper : mappers) {
            Map<ColumnAttribute, String> found = needed.getOrDefault(mapper, Map.of());
            mapper.needed(found);
            found.forEach(
                    (attribute, why) -> {
                        if (attribute.isDeferred()) {
                            refuse(mapper, attribute, why);
                        }
                    });
        }
    }

    private void ofTable(Mapper mapper) {
        List<List<String>> foreign =
                mapper.table().foreignKeys().stream().map(ForeignKeyConstraint::columns).toList();
        List<List<String>> unique =
                mapper.table().uniqueConstraints().stream().map(UniqueConstraint::columns).toList();
        for (ColumnAttribute attribute : mapper.columns()) {
            Column column = attribute.column();
            if (column.primaryKey()) {
                add(mapper, attribute, "is a key");
            } else if (attribute.equals(mapper.version())) {
                add(mapper, attribute, "is the version");
            } else if (foreign.stream().anyMatch(columns -> columns.contains(column.name()))) {
                add(mapper, attribute, "is a foreign key");
            } else if (unique.stream().anyMatch(columns -> columns.contains(column.name()))) {
                add(mapper, attribute, "is unique");
            }
        }
    }

    private void ofRelationship(Relationship relationship) {
        JoinCondition join = relationship.join();
        List<ColumnRef> used = new ArrayList<>(ExpressionTree.columns(join.primaryJoin()));
        Expression secondary = join.secondaryJoin();
        if (secondary != null) {
            used.addAll(ExpressionTree.columns(secondary));
        }
        for (Mapper mapper : List.of(relationship.owner(), relationship.target())) {
            used.forEach(
                    ref ->
                            add(
                                    mapper,
                                    mapper.findAttribute(ref.column()),
                                    "is joined by " + relationship));
        }
        Mapper target = relationship.target();
        MapKeySource key = relationship.wiring().mapKey();
        if (key != null) {
            Arrays.stream(key.description().split(", ?"))
                    .forEach(
                            name ->
                                    add(
                                            target,
                                            target.findColumn(name),
                                            "is the key of the map " + relationship));
        }
        ListNumbering numbering = relationship.wiring().numbering();
        if (numbering != null) {
            add(
                    target,
                    target.findColumn(numbering.attribute()),
                    "is the position in " + relationship);
        }
    }

    /** An embedded value is made as a whole: one needed column of it needs the others. */
    private void beside(Mapper mapper) {
        Map<String, String> reasons = new LinkedHashMap<>();
        needed.getOrDefault(mapper, Map.of())
                .forEach(
                        (column, why) ->
                                reasons.putIfAbsent(
                                        embedded(column),
                                        "is embedded with " + column + ", which " + why));
        for (ColumnAttribute attribute : mapper.columns()) {
            String field = embedded(attribute);
            String why = reasons.get(field);
            if (!field.isEmpty() && why != null) {
                add(mapper, attribute, why);
            }
        }
    }

    /** The field of the embedded value that a column belongs to; empty for a column of its own. */
    private static String embedded(ColumnAttribute attribute) {
        return attribute.name().substring(0, Math.max(0, attribute.name().indexOf('.')));
    }

    private void add(Mapper mapper, @Nullable ColumnAttribute attribute, String why) {
        if (attribute != null) {
            needed.computeIfAbsent(mapper, m -> new LinkedHashMap<>()).putIfAbsent(attribute, why);
        }
    }

    private void refuse(Mapper mapper, ColumnAttribute attribute, String why) {
        problems.add(
                ErrorCode.INVALID_FIELD,
                mapper
                        + "."
                        + attribute
                        + " "
                        + why
                        + ", which must be known whenever the object is: write a plain field instead of"
                        + " Deferred");
    }
}
