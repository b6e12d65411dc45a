package io.relmap.load;

import io.relmap.jdbc.SqlExecutor;
import io.relmap.mapping.Behaviours;
import io.relmap.state.IdentityMap;
import io.relmap.state.InstanceFactory;
import io.relmap.state.InstanceState;
import io.relmap.state.SessionLink;

/** What loading needs of its session; implemented by the session. */
public interface LoadContext {

    /** The session as its objects see it: created objects are attached to it. */
    SessionLink link();

    /** The session's objects by key. Loading puts created objects in by itself. */
    IdentityMap identityMap();

    /** Makes the objects that rows fill. */
    InstanceFactory instances();

    /** Plans and rendered statements, shared by all sessions of one mapping. */
    LoaderCache cache();

    /** Sends the session's statements. */
    SqlExecutor executor();

    /** What holds for lazy loads. */
    LazyLoadRules lazyLoads();

    /** Whether the session is strict. */
    Behaviours behaviours();

    /** Flushes, where autoflush is on and no flush is running (spec LO-8, LO-121). */
    void autoflush();

    /**
     * Whether the session knows of changes that a flush would look at, without looking for edits of plain
     * fields: new and deleted objects, changed relationships.
     */
    boolean hasNotedChanges();

    /**
     * Is told of an object that a row has created. It has its key and its column values, is persistent, and
     * is in the identity map; its relationships may be filled a little later (LO-123).
     */
    void created(InstanceState state);

    /**
     * Is told that the row of a persistent object is gone: the object leaves the session (spec SE-41).
     */
    void vanished(InstanceState state);

    /**
     * Is told that a bulk statement has changed the row of a persistent object, before its columns follow: what they
     * held is what a rollback goes back to (spec SE-27, SE-32).
     */
    void following(InstanceState state);
}
