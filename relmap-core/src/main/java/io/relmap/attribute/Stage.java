package io.relmap.attribute;

/** When a listener is called (spec AT-20): the stages follow each other in this order. */
public enum Stage {
    /** Listeners of the mapping; the other side is unchanged. */
    EXTENSION,
    /** Refuses a second owner (spec CA-50). */
    SINGLE_PARENT,
    /** Validators; a veto leaves both sides as they were. */
    VALIDATOR,
    /** Carries objects into the session, and orphans out of it. */
    CASCADE,
    /** Changes the other side. */
    BACKREF,
    /** Listeners of the program; the other side has changed. */
    LISTENER
}
