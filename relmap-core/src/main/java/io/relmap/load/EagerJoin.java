package io.relmap.load;

import io.relmap.annotation.InnerJoin;
import io.relmap.join.AliasedJoin;
import io.relmap.mapping.Relationship;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.TableRef;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * One relationship that loading joins to its owner (spec LO-40 to LO-44).
 *
 * @param relationship the relationship
 * @param inner whether owners without a target are left out
 * @param on the conditions
 * @param target the target's table under its alias
 * @param joins what is joined to the target
 * @param plan how the target is read
 */
record EagerJoin(
        Relationship relationship,
        InnerJoin inner,
        AliasedJoin on,
        FromItem target,
        List<EagerJoin> joins,
        EntityPlan plan) {

    /** What stands in FROM under its aliases. */
    static FromItem places(FromItem from, UnaryOperator<TableRef> place) {
        return FromItems.mapOn(
                FromItems.mapTables(from, place),
                on -> ExpressionTree.mapColumns(on, ref -> ref.from(place.apply(ref.source()))));
    }

    /** The same, keeping owners without a target. */
    EagerJoin outer() {
        return new EagerJoin(relationship, InnerJoin.FALSE, on, target, joins, plan);
    }

    /** Whether it makes several rows of one owner. */
    boolean isMultiplied() {
        return relationship.content().isCollection() || plan.isMultiplied();
    }

    /** Joins all of these, and what is joined to them, to what stands in FROM. */
    static FromItem attachAll(FromItem from, List<EagerJoin> joins) {
        FromItem result = from;
        for (EagerJoin join : joins) {
            result = join.attach(result, false);
        }
        return result;
    }

    private FromItem attach(FromItem from, boolean underOuter) {
        if (isFlat(underOuter)) {
            FromItem result = inside(from);
            for (EagerJoin join : joins) {
                result = join.attach(result, underOuter);
            }
            return result;
        }
        FromItem right = spliced(associated());
        FromItem result = new JoinItem(from, JoinKind.LEFT, right, on.primary());
        return outerOnes(result);
    }

    /** An inner join beside its owner: at the top, or in the parentheses of an outer one. */
    private FromItem inside(FromItem from) {
        FromItem secondary = on.secondary();
        if (secondary == null) {
            return new JoinItem(from, JoinKind.INNER, target, on.primary());
        }
        FromItem left = new JoinItem(from, JoinKind.INNER, secondary, on.primary());
        return new JoinItem(left, JoinKind.INNER, target, Objects.requireNonNull(on.target()));
    }

    /** The target, with the association in front of it. */
    private FromItem associated() {
        FromItem secondary = on.secondary();
        return secondary == null
                ? target
                : new JoinItem(
                        secondary, JoinKind.INNER, target, Objects.requireNonNull(on.target()));
    }

    /** Inner joins below an outer one go into its parentheses, next to their owner. */
    private FromItem spliced(FromItem right) {
        FromItem result = right;
        for (EagerJoin join : joins) {
            if (join.isNested()) {
                result = join.spliced(join.inside(result));
            }
        }
        return result;
    }

    /** The joins below an outer one that were not spliced. */
    private FromItem outerOnes(FromItem from) {
        FromItem result = from;
        for (EagerJoin join : joins) {
            result = join.isNested() ? join.outerOnes(result) : join.attach(result, true);
        }
        return result;
    }

    private boolean isFlat(boolean underOuter) {
        return !underOuter && inner != InnerJoin.FALSE;
    }

    private boolean isNested() {
        return inner == InnerJoin.TRUE || inner == InnerJoin.NESTED;
    }
}
