package io.relmap.annotation;

/** When and how a relationship is loaded (spec LO-1, RC-22). */
public enum Lazy {
    /** At first access, by a SELECT of its own; siblings that were loaded together are taken along. */
    SELECT("select"),
    /** While the query runs, one SELECT for each object. */
    IMMEDIATE("immediate"),
    /** By a join in the query itself. */
    JOINED("joined"),
    /** By a second query that embeds the first. */
    SUBQUERY("subquery"),
    /** By a second query over the keys of all objects found. */
    SELECT_IN("selectin"),
    /** Never: always null or empty. */
    NO_LOAD("noload"),
    /** Access is an error. */
    RAISE("raise"),
    /** Access is an error where it would take a SELECT. */
    RAISE_ON_SQL("raise_on_sql"),
    /** The relationship is a query. */
    DYNAMIC("dynamic"),
    /** The relationship can be written, and queried on request. */
    WRITE_ONLY("write_only");

    private final String spelling;

    Lazy(String spelling) {
        this.spelling = spelling;
    }

    /** The spelling in text and messages, {@code selectin} for instance. */
    public String spelling() {
        return spelling;
    }
}
