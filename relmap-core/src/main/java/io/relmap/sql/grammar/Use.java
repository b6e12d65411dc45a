package io.relmap.sql.grammar;

/** What a text is for; it decides which parts of the language are allowed (spec RC-138). */
enum Use {
    /** A join condition: {@code foreign()} and {@code remote()}. */
    JOIN,
    /** Columns: neither marks nor orders. */
    COLUMNS,
    /** An order: {@code asc} and {@code desc}. */
    ORDER,
    /** Part of a query: parameters. */
    QUERY;

    boolean allowsMarks() {
        return this == JOIN;
    }

    /** Whether common functions may be called by their plain names. */
    boolean allowsFunctions() {
        return this == QUERY;
    }

    boolean allowsParameters() {
        return this == QUERY;
    }
}
