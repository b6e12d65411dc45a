package io.relmap.join;

import io.relmap.join.MarkedJoin.BinaryNode;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.TableRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives the role {@code foreign} (spec RC-41 to RC-46). */
final class ForeignRoles {

    private final ForeignKeyElements elements;
    private final Set<ColumnRef> given;
    private final Set<TableRef> secondary;

    ForeignRoles(
            ForeignKeyElements elements,
            List<ColumnRef> foreignKeys,
            @Nullable FromItem secondary) {
        this.elements = elements;
        this.given = new HashSet<>(foreignKeys);
        this.secondary =
                secondary == null
                        ? Set.of()
                        : FromItems.tables(secondary).collect(Collectors.toSet());
    }

    void assign(MarkedJoin primary, @Nullable MarkedJoin secondaryJoin) {
        if (primary.hasAny(ColumnRole.FOREIGN)) {
            return;
        }
        assign(primary);
        if (secondaryJoin != null) {
            assign(secondaryJoin);
        }
    }

    private void assign(MarkedJoin join) {
        if (!given.isEmpty()) {
            join.markAll(ref -> given.contains(plain(ref)), ColumnRole.FOREIGN);
            return;
        }
        for (BinaryNode node : join.binaries()) {
            if (!node.isRange() && !carriesMark(node)) {
                infer(join, node);
            }
        }
    }

    /** Whether an operand is a marked column; a mark somewhere inside an operand decides nothing. */
    private static boolean carriesMark(BinaryNode node) {
        return node.operands().stream()
                .anyMatch(
                        operand -> operand instanceof ColumnRef ref && ref.has(ColumnRole.FOREIGN));
    }

    /** Declared keys first, the left operand first (RC-43, RC-44); then the secondary (RC-45). */
    private void infer(MarkedJoin join, BinaryNode node) {
        if (node.isPlain()) {
            ColumnRef left = node.leftColumn();
            ColumnRef right = node.rightColumn();
            if (elements.references(left.column(), right.column())) {
                join.mark(left, ColumnRole.FOREIGN);
                return;
            } else if (elements.references(right.column(), left.column())) {
                join.mark(right, ColumnRole.FOREIGN);
                return;
            }
        }
        Expression right = node.right().size() == 1 ? node.right().get(0) : null;
        if (ofSecondary(node.left()) && !ofSecondary(right)) {
            join.mark(node.leftColumn(), ColumnRole.FOREIGN);
        } else if (ofSecondary(right) && !ofSecondary(node.left())) {
            join.mark(node.rightColumn(), ColumnRole.FOREIGN);
        }
    }

    private boolean ofSecondary(@Nullable Expression operand) {
        return operand instanceof ColumnRef ref && secondary.contains(ref.source());
    }

    static ColumnRef plain(ColumnRef ref) {
        return ref.withRoles(Set.of());
    }
}
