package io.relmap.sql;

import org.jspecify.annotations.Nullable;

/**
 * Two things in FROM, joined. A join on the right side is written in parentheses.
 *
 * @param left the left side
 * @param kind how they are joined
 * @param right the right side
 * @param on the condition; null for {@link JoinKind#CROSS} only
 */
public record JoinItem(FromItem left, JoinKind kind, FromItem right, @Nullable Expression on)
        implements FromItem {}
