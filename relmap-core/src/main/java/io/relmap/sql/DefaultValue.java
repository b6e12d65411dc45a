package io.relmap.sql;

import io.relmap.schema.Column;

/**
 * What the table puts into a column that nobody sets. Only as the new value of an UPDATE.
 *
 * @param column a column with a default of the database
 */
public record DefaultValue(Column column) implements Expression {}
