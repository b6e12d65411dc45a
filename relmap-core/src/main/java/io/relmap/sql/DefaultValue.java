package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.schema.Column;

/**
 * What the table puts into a column that nobody sets. Only as the new value of a column, in the SET of an UPDATE: it is
 * no value that could be compared or computed with.
 *
 * @param column a column with a default of the database
 */
@Internal
public record DefaultValue(Column column) implements Expression {}
