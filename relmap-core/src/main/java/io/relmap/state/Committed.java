package io.relmap.state;

/** What a committed copy can be beside a value (spec AT-1). */
public enum Committed {
    /** Nothing was changed since the last load or flush. */
    UNCHANGED,
    /** The slot was absent on a new object. */
    NOTHING,
    /** The slot was absent on an object with identity and was not fetched. */
    UNKNOWN
}
