package io.relmap.sql;

/**
 * A text under a collation.
 *
 * @param operand the text
 * @param collation the collation's name; quoted when written
 */
public record Collate(Expression operand, String collation) implements Expression {}
