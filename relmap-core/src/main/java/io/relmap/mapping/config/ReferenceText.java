package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.schema.TableName;

/**
 * What a text refers to: {@code schema.table.column}, {@code table.column}, or {@code table} for the column
 * that has the referring column's name (spec RC-11).
 *
 * @param table the table
 * @param column the column
 */
record ReferenceText(TableName table, String column) {

    /**
     * Reads a text.
     *
     * @param text the text
     * @param referring the referring column's name
     * @param where where the text stands, for messages
     */
    static ReferenceText parse(String text, String referring, String where) {
        String[] tokens = text.split("\\.", -1);
        for (String token : tokens) {
            if (token.isBlank()) {
                throw new MappingException(
                        ErrorCode.INVALID_TABLE,
                        where
                                + ": \""
                                + text
                                + "\" names no column; write \"table.column\" or"
                                + " \"schema.table.column\"");
            }
        }
        if (tokens.length == 1) {
            return new ReferenceText(TableName.of(text), referring);
        }
        String column = tokens[tokens.length - 1];
        String table = tokens[tokens.length - 2];
        if (tokens.length == 2) {
            return new ReferenceText(TableName.of(table), column);
        }
        int schemaLength = text.length() - column.length() - table.length() - 2;
        return new ReferenceText(new TableName(text.substring(0, schemaLength), table), column);
    }

    /** Whether the text names the column itself. */
    static boolean namesColumn(String text) {
        return text.indexOf('.') >= 0;
    }
}
