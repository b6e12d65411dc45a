package io.relmap.load;

import io.relmap.annotation.Internal;

/** How a load treats what is there, and what follows from it. */
@Internal
public enum LoadFlag {
    /** Rows overwrite what is loaded (spec SE-42). */
    OVERWRITE,
    /** A lazy load: statements follow only for objects that it created (spec LO-25). */
    LAZY,
    /** Lazy loads of the objects do not take siblings along (spec PE-1). */
    NO_BATCHES,
    /** Created objects are read-only: never compared, and held only while the program does (spec SE-45). */
    READ_ONLY,
    /** Rows may repeat an object. */
    REPEATS,
    /** A row of another version than its object was loaded with is an error (spec LO-125). */
    SAME_VERSION
}
