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
        /** A table that is not in the database. */
        MISSING_TABLE,
        /** A column that its table does not have. */
        MISSING_COLUMN,
        /** A column of a type that cannot stand for the mapped one. */
        TYPE,
        /** A column that is NOT NULL in the database alone, or in the mapping alone. */
        NULLABILITY,
        /** A table with another primary key. */
        PRIMARY_KEY,
        /** A foreign key that its table does not have. */
        MISSING_FOREIGN_KEY,
        /** A unique key that its table does not have, as such or as its primary key. */
        MISSING_UNIQUE_KEY,
        /** A foreign or unique key whose check cannot wait as it is mapped to. */
        DEFERRABILITY
    }

    @Override
    public String toString() {
        return message;
    }
}
