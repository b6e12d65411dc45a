package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.join.JoinCondition;
import io.relmap.mapping.ColumnAttribute;
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
import java.util.List;

/** Refuses columns that are loaded at first access where a load or a flush must know them (spec LO-63, LO-114). */
final class DeferredColumns {

    private final Problems problems;

    DeferredColumns(Problems problems) {
        this.problems = problems;
    }

    void check(List<Mapper> mappers, Collection<Relationship> relationships) {
        mappers.forEach(this::check);
        for (Relationship relationship : relationships) {
            JoinCondition join = relationship.join();
            List<ColumnRef> used = new ArrayList<>(ExpressionTree.columns(join.primaryJoin()));
            Expression secondary = join.secondaryJoin();
            if (secondary != null) {
                used.addAll(ExpressionTree.columns(secondary));
            }
            for (Mapper mapper : List.of(relationship.owner(), relationship.target())) {
                used.stream()
                        .map(ref -> mapper.findAttribute(ref.column()))
                        .filter(attribute -> attribute != null && attribute.isDeferred())
                        .distinct()
                        .forEach(
                                attribute ->
                                        refuse(mapper, attribute, "is joined by " + relationship));
            }
            checkMapKey(relationship);
        }
    }

    private void checkMapKey(Relationship relationship) {
        MapKeySource key = relationship.wiring().mapKey();
        if (key != null) {
            Arrays.stream(key.description().split(", ?"))
                    .map(name -> relationship.target().findColumn(name))
                    .filter(attribute -> attribute != null && attribute.isDeferred())
                    .forEach(
                            attribute ->
                                    refuse(
                                            relationship.target(),
                                            attribute,
                                            "is the key of the map " + relationship));
        }
    }

    private void check(Mapper mapper) {
        for (ColumnAttribute attribute : mapper.columns()) {
            if (!attribute.isDeferred()) {
                continue;
            }
            Column column = attribute.column();
            if (column.primaryKey()) {
                refuse(mapper, attribute, "is a key");
            } else if (attribute.equals(mapper.version())) {
                refuse(mapper, attribute, "is the version");
            } else if (isIn(
                    mapper.table().foreignKeys().stream()
                            .map(ForeignKeyConstraint::columns)
                            .toList(),
                    column)) {
                refuse(mapper, attribute, "is a foreign key");
            } else if (isIn(
                    mapper.table().uniqueConstraints().stream()
                            .map(UniqueConstraint::columns)
                            .toList(),
                    column)) {
                refuse(mapper, attribute, "is unique");
            }
        }
    }

    private static boolean isIn(List<List<String>> constraints, Column column) {
        return constraints.stream().anyMatch(columns -> columns.contains(column.name()));
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
