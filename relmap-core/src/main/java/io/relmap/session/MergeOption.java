package io.relmap.session;

/** How a merge goes about it. */
public enum MergeOption {
    /** Copies without SQL, as loaded state (spec SE-60.5). */
    NO_LOAD,
    /** Leaves columns alone that are null in the given object (spec SE-63). */
    IGNORE_NULLS
}
