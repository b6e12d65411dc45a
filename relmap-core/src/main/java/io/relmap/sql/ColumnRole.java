package io.relmap.sql;

/** What one occurrence of a column means in a join condition (spec 01 section 5). */
public enum ColumnRole {
    /** Holds a reference: the destination of a copy. */
    FOREIGN,
    /** On the far side of the relationship. */
    REMOTE,
    /** On the owner's side: a bind parameter in the lazy condition. */
    LOCAL
}
