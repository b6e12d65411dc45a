package io.relmap.session;

import io.relmap.mapping.Behaviours;
import io.relmap.mapping.Mapper;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import org.jspecify.annotations.Nullable;

/** What a merge asks of the session that it merges into. */
interface MergeTarget {

    /** What the session follows. */
    Behaviours behaviours();

    /** The state of an element, with its mapper. */
    InstanceState stateOf(Object entity);

    /** Whether the object is in this session. */
    boolean owns(InstanceState state);

    /** The object of this key that is here already, or null. */
    @Nullable InstanceState held(IdentityKey key);

    /** Reloads the expired columns of an object that is here. */
    void reload(InstanceState state);

    /** The object of this key from the database, or null. */
    @Nullable InstanceState load(IdentityKey key);

    /** A new object, made by its constructor and added. */
    InstanceState addNew(Mapper mapper);

    /** A new object that stands for the row of this key, all expired, without asking the database. */
    InstanceState attachUnloaded(IdentityKey key);

    /** Column values of this session's objects. */
    Columns columns();
}
