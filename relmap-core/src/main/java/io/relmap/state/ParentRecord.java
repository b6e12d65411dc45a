package io.relmap.state;

/** What a parent record can be beside an owner (spec AT-30). */
public enum ParentRecord {
    /** It was taken out of its owner and not put into another. */
    NONE
}
