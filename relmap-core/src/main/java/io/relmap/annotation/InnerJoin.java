package io.relmap.annotation;

/** Whether joined loading uses INNER JOIN (spec LO-41, LO-44). */
public enum InnerJoin {
    /** LEFT OUTER JOIN. */
    FALSE,
    /** INNER JOIN, in parentheses below an outer one; the same as {@link #NESTED}. */
    TRUE,
    /** INNER JOIN, in parentheses below an outer one. */
    NESTED,
    /** INNER JOIN, but LEFT OUTER JOIN below an outer one. */
    UNNESTED
}
