package io.relmap.sql;

/**
 * A column of a SELECT in FROM.
 *
 * @param source the SELECT
 * @param label the column's label there
 */
public record SubqueryColumn(SubqueryRef source, String label) implements Expression {}
