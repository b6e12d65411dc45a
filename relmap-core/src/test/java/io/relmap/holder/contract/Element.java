package io.relmap.holder.contract;

/** What a test puts into collections. */
interface Element {

    /** Leaves all collections that it is in. */
    void leave();
}
