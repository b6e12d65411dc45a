package io.relmap.join;

import io.relmap.join.MarkedJoin.BinaryNode;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.TableRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives the roles {@code remote} and {@code local} (spec RC-47 to RC-57). */
final class RemoteRoles {

    private final JoinSide owner;
    private final JoinSide target;
    private final @Nullable FromItem secondary;
    private final Set<ColumnRef> remoteSide;
    private boolean foundOtherThanColumns;

    RemoteRoles(
            JoinSide owner,
            JoinSide target,
            @Nullable FromItem secondary,
            List<ColumnRef> remoteSide) {
        this.owner = owner;
        this.target = target;
        this.secondary = secondary;
        this.remoteSide = new HashSet<>(remoteSide);
    }

    void assignRemote(MarkedJoin primary, @Nullable MarkedJoin secondaryJoin) {
        if (primary.hasAny(ColumnRole.REMOTE)) {
            return;
        }
        if (secondary != null) {
            Set<TableRef> tables = FromItems.tables(secondary).collect(Collectors.toSet());
            Predicate<ColumnRef> inSecondary = ref -> tables.contains(ref.source());
            primary.markAll(inSecondary, ColumnRole.REMOTE);
            if (secondaryJoin != null) {
                secondaryJoin.markAll(inSecondary, ColumnRole.REMOTE);
            }
        } else if (!remoteSide.isEmpty()) {
            assignGiven(primary);
        } else if (isSelfReferential(primary)) {
            markPlain(primary, ref -> primary.has(ref, ColumnRole.FOREIGN), true);
        } else if (overlap()) {
            assignAcross(primary);
        } else {
            primary.markAll(ref -> target.has(ref) && !owner.has(ref), ColumnRole.REMOTE);
        }
    }

    /** RC-56: what is the owner's and not remote, in the primary join only. */
    void assignLocal(MarkedJoin primary) {
        if (!primary.hasAny(ColumnRole.LOCAL)) {
            primary.markAll(
                    ref -> owner.has(ref) && !primary.has(ref, ColumnRole.REMOTE),
                    ColumnRole.LOCAL);
        }
    }

    /** Whether a comparison was met that only {@code remote()} could mark (RC-55). */
    boolean foundOtherThanColumns() {
        return foundOtherThanColumns;
    }

    private void assignGiven(MarkedJoin primary) {
        Predicate<ColumnRef> listed = ref -> remoteSide.contains(ForeignRoles.plain(ref));
        if (isSelfReferential(primary)) {
            markPlain(primary, listed, false);
        } else {
            primary.markAll(listed, ColumnRole.REMOTE);
        }
    }

    /** RC-54: some comparison of two plain columns that both sides have. */
    private boolean isSelfReferential(MarkedJoin primary) {
        return primary.binaries().stream()
                .filter(BinaryNode::isPlain)
                .anyMatch(node -> isOfBoth(node.leftColumn()) && isOfBoth(node.rightColumn()));
    }

    private boolean isOfBoth(ColumnRef ref) {
        return owner.has(ref) && target.has(ref);
    }

    private boolean overlap() {
        return owner.tables().stream().anyMatch(target.tables()::contains);
    }

    /** RC-50, RC-51: in plain comparisons; of a column compared with itself the left one only. */
    private void markPlain(MarkedJoin join, Predicate<ColumnRef> which, boolean noteOthers) {
        for (BinaryNode node : join.binaries()) {
            if (!node.isPlain()) {
                foundOtherThanColumns |= noteOthers;
                continue;
            }
            ColumnRef left = node.leftColumn();
            ColumnRef right = node.rightColumn();
            boolean same = ForeignRoles.plain(left).equals(ForeignRoles.plain(right));
            if (which.test(left)) {
                join.mark(left, ColumnRole.REMOTE);
            }
            if (which.test(right) && !same) {
                join.mark(right, ColumnRole.REMOTE);
            }
        }
    }

    /** RC-52: the target's operand of a comparison with the owner. */
    private void assignAcross(MarkedJoin join) {
        for (BinaryNode node : join.binaries()) {
            if (!node.isPlain()) {
                foundOtherThanColumns = true;
                continue;
            }
            ColumnRef left = node.leftColumn();
            ColumnRef right = node.rightColumn();
            if (target.has(right) && owner.has(left)) {
                join.mark(right, ColumnRole.REMOTE);
            }
            if (target.has(left) && owner.has(right)) {
                join.mark(left, ColumnRole.REMOTE);
            }
        }
    }
}
