package io.relmap.join;

import io.relmap.sql.Between;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.InList;
import io.relmap.sql.IsNull;
import io.relmap.sql.IsTrue;
import io.relmap.sql.Operator;
import io.relmap.sql.Tuple;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A join condition while roles are being given to its occurrences. The condition is copied so that each
 * occurrence is an object of its own: identity tells two occurrences of one column apart (RC-39).
 */
final class MarkedJoin {

    private final Expression condition;
    private final List<ColumnRef> occurrences;
    private final IdentityHashMap<ColumnRef, EnumSet<ColumnRole>> roles = new IdentityHashMap<>();

    MarkedJoin(Expression given) {
        condition = ExpressionTree.mapColumns(given, ref -> ref.withRoles(ref.roles()));
        occurrences = ExpressionTree.columns(condition);
        for (ColumnRef occurrence : occurrences) {
            EnumSet<ColumnRole> set = EnumSet.noneOf(ColumnRole.class);
            set.addAll(occurrence.roles());
            roles.put(occurrence, set);
        }
    }

    Expression condition() {
        return condition;
    }

    /** From left to right. */
    List<ColumnRef> occurrences() {
        return occurrences;
    }

    List<ColumnRef> occurrences(ColumnRole role) {
        return occurrences.stream().filter(occurrence -> has(occurrence, role)).toList();
    }

    boolean has(ColumnRef occurrence, ColumnRole role) {
        return rolesOf(occurrence).contains(role);
    }

    boolean hasAny(ColumnRole role) {
        return roles.values().stream().anyMatch(set -> set.contains(role));
    }

    void mark(ColumnRef occurrence, ColumnRole role) {
        rolesOf(occurrence).add(role);
    }

    void markAll(Predicate<ColumnRef> which, ColumnRole role) {
        occurrences.stream().filter(which).forEach(occurrence -> mark(occurrence, role));
    }

    /** The condition with the roles that were given. */
    Expression withRoles() {
        return ExpressionTree.mapColumns(condition, ref -> ref.withRoles(rolesOf(ref)));
    }

    /** Every binary expression, a node before those below it, left before right. */
    List<BinaryNode> binaries() {
        List<BinaryNode> found = new ArrayList<>();
        collect(condition, found);
        return found;
    }

    private static void collect(Expression expression, List<BinaryNode> found) {
        BinaryNode node = BinaryNode.of(expression);
        if (node != null) {
            found.add(node);
        }
        ExpressionTree.children(expression).forEach(child -> collect(child, found));
    }

    private Set<ColumnRole> rolesOf(ColumnRef occurrence) {
        return Objects.requireNonNull(roles.get(occurrence), "an occurrence of another condition");
    }

    /**
     * A binary expression in any spelling.
     *
     * @param left the left operand
     * @param right the right operands: two for BETWEEN, the list of IN as one, none for IS NULL
     * @param operator its operator where it has one in the tree
     */
    record BinaryNode(Expression left, List<Expression> right, Operator operator) {

        private static final Operator OTHER = new Operator("", true, 5);

        static @Nullable BinaryNode of(Expression expression) {
            if (expression instanceof Binary e) {
                return new BinaryNode(e.left(), List.of(e.right()), e.operator());
            } else if (expression instanceof Between e) {
                return new BinaryNode(e.operand(), List.of(e.low(), e.high()), OTHER);
            } else if (expression instanceof InList e) {
                return new BinaryNode(e.operand(), List.of(new Tuple(e.items())), OTHER);
            } else if (expression instanceof IsNull e) {
                return new BinaryNode(e.operand(), List.of(), OTHER);
            } else if (expression instanceof IsTrue e) {
                return new BinaryNode(e.operand(), List.of(), OTHER);
            } else if (expression instanceof FunctionCall e && e.comparison() != null) {
                return new BinaryNode(
                        e.arguments().get(e.comparison().left() - 1),
                        List.of(e.arguments().get(e.comparison().right() - 1)),
                        OTHER);
            }
            return null;
        }

        boolean isComparison() {
            return operator.comparison();
        }

        boolean isEquality() {
            return operator.equals(Operator.EQ);
        }

        /** Whether it is a BETWEEN, which has no single right operand. */
        boolean isRange() {
            return right.size() > 1;
        }

        /** Whether both operands are a column and nothing else. */
        boolean isPlain() {
            return left instanceof ColumnRef
                    && right.size() == 1
                    && right.get(0) instanceof ColumnRef;
        }

        /** The left operand of a plain node. */
        ColumnRef leftColumn() {
            return (ColumnRef) left;
        }

        /** The right operand of a plain node. */
        ColumnRef rightColumn() {
            return (ColumnRef) right.get(0);
        }

        /** All operands, left first. */
        List<Expression> operands() {
            List<Expression> all = new ArrayList<>(List.of(left));
            all.addAll(right);
            return all;
        }
    }
}
