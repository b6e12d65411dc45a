package io.relmap.load.cases;

import org.jspecify.annotations.Nullable;

/**
 * What a query gave.
 *
 * @param relationship which relationship of each object a record in few words would show, or null
 * @param read whether the step asks for it, so that it may be loaded
 */
record Found(@Nullable Object result, @Nullable String relationship, boolean read) {}
