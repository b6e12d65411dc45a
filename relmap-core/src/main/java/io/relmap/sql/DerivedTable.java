package io.relmap.sql;

/**
 * A SELECT in FROM that stands for a table: it has the table's columns under their names, so that a reference
 * to a column of the table at this place is one to a column of the SELECT.
 *
 * @param place the table, under the SELECT's alias
 * @param select the SELECT; its columns have names or labels
 */
public record DerivedTable(TableRef place, Select select) implements FromItem {}
