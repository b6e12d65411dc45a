package io.relmap.join;

import io.relmap.schema.Column;
import io.relmap.sql.Between;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.InList;
import io.relmap.sql.Logical;
import io.relmap.sql.Logical.Connective;
import io.relmap.sql.Not;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the foreign columns sit decides the direction (spec RC-69 to RC-72). */
final class DirectionRule {

    private final JoinSide owner;
    private final JoinSide target;
    private final MarkedJoin primary;

    DirectionRule(JoinSide owner, JoinSide target, MarkedJoin primary) {
        this.owner = owner;
        this.target = target;
        this.primary = primary;
    }

    Direction direction(JoinErrors errors) {
        List<ColumnRef> foreign = primary.occurrences(ColumnRole.FOREIGN);
        boolean inTarget = foreign.stream().anyMatch(target::has);
        boolean inOwner = foreign.stream().anyMatch(owner::has);
        if (inTarget && inOwner) {
            return byRemote(errors);
        } else if (inTarget) {
            return Direction.ONE_TO_MANY;
        } else if (inOwner) {
            return Direction.MANY_TO_ONE;
        }
        throw errors.directionNeitherSide(primary);
    }

    /** RC-70, RC-71: foreign and remote at once means one-to-many. */
    private Direction byRemote(JoinErrors errors) {
        Set<Column> toMany =
                primary.occurrences(ColumnRole.FOREIGN).stream()
                        .filter(ref -> primary.has(ref, ColumnRole.REMOTE))
                        .map(ColumnRef::column)
                        .collect(Collectors.toSet());
        Set<Column> toOne =
                firstForeign().values().stream()
                        .filter(ref -> !primary.has(ref, ColumnRole.REMOTE))
                        .map(ColumnRef::column)
                        .collect(Collectors.toSet());
        if (!toMany.isEmpty() && !toOne.isEmpty()) {
            Set<Column> itself = columns(ColumnRole.REMOTE);
            itself.retainAll(columns(ColumnRole.LOCAL));
            toMany.removeAll(itself);
            toOne.removeAll(itself);
        }
        if (toMany.isEmpty() == toOne.isEmpty()) {
            throw errors.directionBothSides(primary);
        }
        return toOne.isEmpty() ? Direction.ONE_TO_MANY : Direction.MANY_TO_ONE;
    }

    private Set<Column> columns(ColumnRole role) {
        return primary.occurrences(role).stream()
                .map(ColumnRef::column)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * For each foreign column its least deeply nested occurrence, the leftmost of those. Parentheses and
     * lists count as levels: what stands in {@code (...)} as SQL is one deeper than what does not.
     */
    private Map<Column, ColumnRef> firstForeign() {
        Map<Column, ColumnRef> first = new HashMap<>();
        Map<Column, Integer> depths = new HashMap<>();
        collect(primary.condition(), 0, first, depths);
        return first;
    }

    private void collect(
            Expression expression,
            int depth,
            Map<Column, ColumnRef> first,
            Map<Column, Integer> depths) {
        if (expression instanceof ColumnRef ref && primary.has(ref, ColumnRole.FOREIGN)) {
            if (depth < depths.getOrDefault(ref.column(), Integer.MAX_VALUE)) {
                depths.put(ref.column(), depth);
                first.put(ref.column(), ref);
            }
        }
        for (Expression child : ExpressionTree.children(expression)) {
            collect(child, depth + levels(expression, child), first, depths);
        }
    }

    private static int levels(Expression parent, Expression child) {
        if (parent instanceof FunctionCall call) {
            return call.comparison() == null ? 3 : 4;
        } else if (parent instanceof InList in) {
            return child == in.operand() ? 1 : 3;
        } else if (parent instanceof Between between) {
            return child == between.operand() ? 1 : 2;
        } else if (parent instanceof Logical logical) {
            return isParenthesised(logical, child) ? 2 : 1;
        }
        return parent instanceof Not ? 2 : 1;
    }

    private static boolean isParenthesised(Logical parent, Expression term) {
        return (parent.connective() == Connective.AND && term instanceof Logical)
                || (term instanceof Binary binary && binary.operator().isCustom());
    }
}
