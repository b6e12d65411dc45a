package io.relmap.join;

import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import org.jspecify.annotations.Nullable;

/**
 * The ON conditions of a join along a relationship (spec RC-83 to RC-86).
 *
 * @param primary owner and target; with an association, owner and association
 * @param secondary the association under its aliases, or null
 * @param target association and target, or null without an association
 */
public record AliasedJoin(
        Expression primary, @Nullable FromItem secondary, @Nullable Expression target) {}
