package io.relmap.join;

import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.Logical;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ON conditions of a join along a relationship (spec RC-83 to RC-86).
 *
 * @param primary owner and target; with an association, owner and association
 * @param secondary the association under its aliases, or null
 * @param target association and target, or null without an association
 */
public record AliasedJoin(
        Expression primary, @Nullable FromItem secondary, @Nullable Expression target) {

    /** With a further condition on the target: beside the association where there is one (spec LO-61). */
    public AliasedJoin narrowed(Expression condition) {
        return target == null
                ? new AliasedJoin(Logical.and(List.of(primary, condition)), secondary, null)
                : new AliasedJoin(primary, secondary, Logical.and(List.of(target, condition)));
    }
}
