package io.relmap.mapping;

/**
 * A point on which the two behaviours differ and that can be decided by itself (spec 02 section 6.2), by
 * {@link io.relmap.RelmapBuilder#behaviour(BehaviourPoint, Behaviour)}.
 */
public enum BehaviourPoint {
    /**
     * What a change does to elements and partners that it displaces, and to those that a list has twice (spec
     * AT-44 to AT-46). Strict: both sides agree after every call. Else: as recorded, where a displaced partner
     * may go on to name its old owner. The objects of a mapped class follow it while they are in a session,
     * and are strict outside of one.
     */
    DISPLACED_ELEMENTS,

    /**
     * What becomes of a row whose reference is set to null while its old parent, by whose delete-orphan cascade
     * it would be deleted, is not loaded (spec CA-46). Strict: it is deleted, as if the parent were loaded.
     * Else: its key is set to null.
     */
    ORPHANS_OF_UNLOADED_PARENTS,

    /**
     * What a flush does with an object outside of the session that a written relationship refers to without
     * the cascade SAVE_UPDATE (spec CA-60). Strict: it fails before any SQL. Else: it warns, and the link is
     * not written.
     */
    UNATTACHED_OBJECTS,

    /**
     * Rows that wait for each other, where no {@code postUpdate} says what to do (spec 03). Strict: the ring is
     * opened through a key that may be null. Else: an error that names its path.
     */
    ROW_CYCLES,

    /**
     * The order of statements that free and take the same unique value (spec 03). Strict: what frees it comes
     * first. Else: inserts, updates, deletes, as they are recorded.
     */
    UNIQUE_VALUES,

    /**
     * Keys that a flush had written into objects that a rollback makes transient again (spec SE-27, UW-128).
     * Strict: they are taken out. Else: they are left.
     */
    ROLLED_BACK_KEYS
}
