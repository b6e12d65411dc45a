package io.relmap.sql;

/**
 * The single value of a SELECT.
 *
 * @param select the SELECT
 */
public record ScalarSubquery(Select select) implements Expression {}
