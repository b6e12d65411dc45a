package io.relmap.join;

/** What the field of a relationship can hold; it fixes scalar or collection (spec RC-75). */
public enum HolderShape {
    /** One object or none. */
    SCALAR,
    /** Several objects, or a query for them. */
    COLLECTION
}
