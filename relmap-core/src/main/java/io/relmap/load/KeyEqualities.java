package io.relmap.load;

import io.relmap.join.JoinCondition;
import io.relmap.schema.Column;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.Logical;
import io.relmap.sql.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads primary joins that are nothing but equalities of keys (spec LO-80, LO-81). */
final class KeyEqualities {

    private KeyEqualities() {}

    /**
     * The columns on the far side that are equal to the owner's key, in key order; null if the primary join
     * says anything else, or leaves a column of the key out.
     */
    static @Nullable List<ColumnRef> remoteOf(JoinCondition join, List<Column> ownerKey) {
        Map<Column, ColumnRef> remotes = new HashMap<>();
        List<Expression> terms = Logical.conjuncts(join.primaryJoin());
        for (Expression term : terms) {
            if (!(term instanceof Binary binary)
                    || !binary.operator().equals(Operator.EQ)
                    || !(binary.left() instanceof ColumnRef left)
                    || !(binary.right() instanceof ColumnRef right)) {
                return null;
            }
            boolean remoteLeft = left.has(ColumnRole.REMOTE);
            ColumnRef local = remoteLeft ? right : left;
            ColumnRef remote = remoteLeft ? left : right;
            if (!remote.has(ColumnRole.REMOTE)
                    || local.has(ColumnRole.REMOTE)
                    || !ownerKey.contains(local.column())) {
                return null;
            }
            remotes.put(local.column(), remote.withRoles(Set.of()));
        }
        if (terms.size() != ownerKey.size() || remotes.size() != ownerKey.size()) {
            return null;
        }
        List<ColumnRef> inOrder = new ArrayList<>();
        ownerKey.forEach(column -> inOrder.add(remotes.get(column)));
        return inOrder;
    }
}
