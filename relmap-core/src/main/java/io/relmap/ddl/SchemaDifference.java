package io.relmap.ddl;

import org.jspecify.annotations.Nullable;

/**
 * One point in which the database is not as the mapping says.
 *
 * @param kind what kind of difference
 * @param table the table's name
 * @param column the column's name, or null where the table as a whole is meant
 * @param message what differs, with table and column, in a sentence
 */
public record SchemaDifference(Kind kind, String table, @Nullable String column, String message) {

    /** The kinds of differences. */
    public enum Kind {
        MISSING_TABLE,
        MISSING_COLUMN,
        TYPE,
        NULLABILITY,
        PRIMARY_KEY,
        MISSING_FOREIGN_KEY,
        MISSING_UNIQUE_KEY,
        /** A foreign or unique key whose check cannot wait as it is mapped to. */
        DEFERRABILITY
    }

    @Override
    public String toString() {
        return message;
    }
}
