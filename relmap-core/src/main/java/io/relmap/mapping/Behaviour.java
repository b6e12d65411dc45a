package io.relmap.mapping;

/** Whether relmap keeps its promises where the reference does not (spec 02 section 6.2). */
public enum Behaviour {
    /** Both sides agree after every call, nothing is lost, cycles and unique keys are worked out. */
    STRICT,
    /** As the reference does: for replaying what was recorded from it. */
    REFERENCE
}
