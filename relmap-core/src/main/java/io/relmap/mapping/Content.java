package io.relmap.mapping;

/** What a relationship's attribute holds. */
public enum Content {
    REFERENCE,
    LIST,
    SET,
    MAP,
    /** A query: never a value (dynamic, write-only). */
    QUERY,
    /** A collection of the program's own, handled by a {@link CollectionAdapter}. */
    CUSTOM;

    /** Whether it holds several elements. */
    public boolean isCollection() {
        return this != REFERENCE;
    }
}
