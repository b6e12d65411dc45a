package io.relmap.join;

/** Which way the reference of a relationship goes, seen from its owner (spec RC-68 to RC-72). */
public enum Direction {
    /** The target's rows refer to the owner's. */
    ONE_TO_MANY,
    /** The owner's row refers to the target's. */
    MANY_TO_ONE,
    /** Rows of an association table refer to both. */
    MANY_TO_MANY
}
