package io.relmap.query;

import io.relmap.join.AliasedJoin;
import io.relmap.join.Direction;
import io.relmap.join.JoinCondition;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Exists;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A relationship at one place of a statement.
 *
 * @param scope the statement
 * @param relationship the relationship
 * @param owner where its owner's table stands
 */
record RelationshipPlace(Scope scope, Relationship relationship, TableRef owner) {

    /** Whether the owner's row holds the key, and the condition is nothing but equalities. */
    boolean holdsKey() {
        JoinCondition join = relationship.join();
        return join.direction() == Direction.MANY_TO_ONE
                && join.secondary() == null
                && join.synchronizePairs().size() == Logical.conjuncts(join.primaryJoin()).size();
    }

    /** A column of the owner. */
    ColumnRef local(Column column) {
        return RelationshipConditions.plain(owner, column);
    }

    /** The owner refers to this object: the object's key values are bound (spec QU-12 to QU-14). */
    Expression refersTo(Object object) {
        JoinCondition join = relationship.join();
        Map<Column, Literal> values = new HashMap<>();
        FromItem secondary = join.secondary();
        Map<TableRef, TableRef> places = new HashMap<>();
        Expression condition =
                JoinConditions.bound(
                        join.reverseLazyCondition(),
                        column ->
                                values.computeIfAbsent(
                                        column, c -> scope.names().keyOf(object, relationship, c)));
        if (values.values().stream().anyMatch(literal -> literal.value() == null)) {
            return Conditions.never();
        }
        if (secondary != null) {
            FromItems.tables(secondary)
                    .forEach(table -> places.put(table, scope.aliases().place(table.table())));
        }
        places.put(join.owner().own(), owner);
        Expression moved = JoinConditions.moved(condition, places);
        if (secondary == null) {
            return moved;
        }
        FromItem from = FromItems.mapTables(secondary, table -> at(places, table));
        from = FromItems.mapOn(from, on -> JoinConditions.moved(on, places));
        return new Exists(
                Select.builder().item(new Literal(1, null)).from(from).where(moved).build());
    }

    /** Some target satisfies a condition. */
    Expression exists(Function<Scope, @Nullable Expression> condition) {
        JoinCondition join = relationship.join();
        Map<TableRef, TableRef> places = new HashMap<>();
        FromItems.tables(join.target().from())
                .forEach(table -> places.put(table, scope.aliases().place(table.table())));
        FromItem secondary = join.secondary();
        Map<TableRef, TableRef> secondaryPlaces = new HashMap<>();
        if (secondary != null) {
            FromItems.tables(secondary)
                    .forEach(t -> secondaryPlaces.put(t, scope.aliases().place(t.table())));
        }
        AliasedJoin on =
                join.joined(
                        table -> table.equals(join.owner().own()) ? owner : table,
                        table -> at(places, table),
                        table -> at(secondaryPlaces, table));
        on = scope.names().narrowed(on, relationship.target(), at(places, join.target().own()));
        FromItem target = FromItems.mapTables(join.target().from(), table -> at(places, table));
        target = FromItems.mapOn(target, e -> JoinConditions.moved(e, places));
        Scope inner = scope.inside(relationship.target(), at(places, join.target().own()), target);
        Expression wanted = condition.apply(inner);
        Select.Builder select =
                Select.builder().item(new Literal(1, null)).from(inner.joins().from());
        List<Expression> terms = new ArrayList<>();
        terms.add(on.primary());
        if (on.secondary() != null) {
            select.from(on.secondary());
            terms.add(Objects.requireNonNull(on.target()));
        }
        terms.forEach(select::where);
        if (wanted != null) {
            select.where(wanted);
        }
        return new Exists(select.build());
    }

    private static TableRef at(Map<TableRef, TableRef> places, TableRef table) {
        TableRef place = places.get(table);
        return place == null ? table : place;
    }
}
