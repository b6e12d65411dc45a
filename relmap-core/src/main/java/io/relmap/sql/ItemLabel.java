package io.relmap.sql;

/**
 * A column of the statement's own result by its label, in GROUP BY and ORDER BY: what is computed with bound values
 * cannot be written there once more, since no database knows the two to be the same.
 *
 * @param label the label of a {@link SelectItem}
 */
public record ItemLabel(String label) implements Expression {}
