package io.relmap.state;

import io.relmap.mapping.ColumnAttribute;
import org.jspecify.annotations.Nullable;

/** Loads what a slot or an expired object lacks; implemented by loading (spec AT-2, SE-54). */
public interface Initializer {

    /**
     * Finds the value of an absent slot of an object with a session, and stores nothing.
     *
     * @param state the owner
     * @param slot the slot
     * @param mode what may be done
     * @param key which key values of the owner count
     * @return for a reference the object, null, or {@link Unknown#UNKNOWN}; for a collection a {@code
     *     java.util.List} of its elements in load order, or {@link Unknown#UNKNOWN}
     */
    @Nullable Object load(InstanceState state, int slot, FetchMode mode, KeySource key);

    /**
     * Reloads the expired columns of an object in one SELECT.
     *
     * @throws io.relmap.error.ObjectDeletedException if the row is gone
     */
    void refreshExpired(InstanceState state);

    /**
     * Refuses an access to a column that the options of its object's load leave out for good (spec LO-114).
     *
     * @throws io.relmap.error.InvalidRequestException if they do
     */
    void checkAccess(InstanceState state, ColumnAttribute attribute);

    /**
     * Loads a column that is loaded at first access, and those that are loaded together with it (spec LO-114).
     *
     * @throws io.relmap.error.ObjectDeletedException if the row is gone
     */
    void loadDeferred(InstanceState state, ColumnAttribute attribute);

    /** Which values of the owner's key columns a load goes by (spec LO-18). */
    enum KeySource {
        /** As the object has them now. */
        CURRENT,
        /** As they were at the last load or flush. */
        COMMITTED
    }
}
