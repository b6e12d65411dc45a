package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * A DELETE of all rows that satisfy a condition.
 *
 * @param table the table
 * @param where the condition, or null for every row
 */
@Internal
public record BulkDelete(Table table, @Nullable Expression where) {}
