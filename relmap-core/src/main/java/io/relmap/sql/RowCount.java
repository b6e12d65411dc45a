package io.relmap.sql;

/** {@code count(*)}. */
public record RowCount() implements Expression {}
