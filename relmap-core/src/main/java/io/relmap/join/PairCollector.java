package io.relmap.join;

import io.relmap.join.MarkedJoin.BinaryNode;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.Logical;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Collects the pairs of columns that comparisons make (spec RC-58 to RC-63): every column of the left
 * operand with every one of the right, through functions, casts and arithmetic.
 */
final class PairCollector {

    private final MarkedJoin join;
    private final Predicate<ColumnRef> mapped;
    private final Set<LocalRemotePair> localRemotePairs;
    private final List<SyncPair> synchronizePairs = new ArrayList<>();
    private final Set<ColumnRef> remoteOfPairs = new LinkedHashSet<>();
    private boolean copiesUnderOr;

    PairCollector(
            MarkedJoin join, Predicate<ColumnRef> mapped, Set<LocalRemotePair> localRemotePairs) {
        this.join = join;
        this.mapped = mapped;
        this.localRemotePairs = localRemotePairs;
        visit(join.condition(), false);
    }

    List<SyncPair> synchronizePairs() {
        return synchronizePairs;
    }

    /** The remote occurrences that are part of a pair. */
    Set<ColumnRef> remoteOfPairs() {
        return remoteOfPairs;
    }

    /** Whether a value is copied because of a comparison under OR (RC-63). */
    boolean copiesUnderOr() {
        return copiesUnderOr;
    }

    /** The columns of an expression that are not inside a comparison of their own. */
    private List<ColumnRef> visit(Expression expression, boolean underOr) {
        if (expression instanceof ColumnRef ref) {
            return List.of(ref);
        }
        BinaryNode node = BinaryNode.of(expression);
        if (node != null && node.isComparison()) {
            compare(node, underOr);
            return List.of();
        }
        boolean or =
                underOr
                        || (expression instanceof Logical logical
                                && logical.connective() == Logical.Connective.OR);
        return ExpressionTree.children(expression).stream()
                .flatMap(child -> visit(child, or).stream())
                .toList();
    }

    private void compare(BinaryNode node, boolean underOr) {
        List<ColumnRef> left = visit(node.left(), underOr);
        List<ColumnRef> right =
                node.right().stream().flatMap(e -> visit(e, underOr).stream()).toList();
        for (ColumnRef l : left) {
            for (ColumnRef r : right) {
                pair(l, r);
                if (node.isEquality()) {
                    copiesUnderOr |= copy(l, r) && underOr;
                }
            }
        }
    }

    private void pair(ColumnRef left, ColumnRef right) {
        boolean leftRemote = join.has(left, ColumnRole.REMOTE);
        boolean rightRemote = join.has(right, ColumnRole.REMOTE);
        if (rightRemote && !leftRemote && mapped.test(left)) {
            localRemotePairs.add(new LocalRemotePair(left.column(), right.column()));
            remoteOfPairs.add(right);
        } else if (leftRemote && !rightRemote && mapped.test(right)) {
            localRemotePairs.add(new LocalRemotePair(right.column(), left.column()));
            remoteOfPairs.add(left);
        }
    }

    private boolean copy(ColumnRef left, ColumnRef right) {
        if (!mapped.test(left) || !mapped.test(right)) {
            return false;
        } else if (join.has(right, ColumnRole.FOREIGN)) {
            return synchronizePairs.add(new SyncPair(left.column(), right.column()));
        } else if (join.has(left, ColumnRole.FOREIGN)) {
            return synchronizePairs.add(new SyncPair(right.column(), left.column()));
        }
        return false;
    }
}
