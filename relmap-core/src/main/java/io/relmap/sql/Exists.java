package io.relmap.sql;

/**
 * Whether a SELECT finds a row.
 *
 * @param select the SELECT; tables of the statement around it are left out of its FROM
 */
public record Exists(Select select) implements Expression {}
