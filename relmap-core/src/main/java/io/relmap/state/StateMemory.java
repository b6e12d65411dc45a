package io.relmap.state;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an object that has no holder: its state as long as something holds it, such as a
 * session, and beyond that what tells a detached object from a new one. It refers to the object weakly at
 * the most, so that it may stand in a table beside the object; only objects without a session that are
 * linked among themselves are held.
 */
public final class StateMemory {

    private WeakReference<InstanceState> state = new WeakReference<>(null);

    @SuppressWarnings("UnusedVariable") // to be held is all there is to it
    private @Nullable InstanceState held;

    private @Nullable IdentityKey identity;
    private LifeCycle lifeCycle = LifeCycle.TRANSIENT;
    private boolean wasDeleted;
    private @Nullable Object @Nullable [] snapshot;
    private @Nullable ExpiredColumns expired;

    /** The object's state: the one that is held somewhere, or one made from what is remembered. */
    public synchronized InstanceState stateOf(Object entity, StateShape shape) {
        InstanceState known = state.get();
        if (known != null) {
            return known;
        }
        InstanceState made = new InstanceState(entity, shape);
        made.identity(identity);
        if (identity != null) {
            made.mapper(identity.mapper());
        }
        made.lifeCycle(lifeCycle);
        made.wasDeleted(wasDeleted);
        made.snapshot(snapshot);
        made.expired(expired);
        made.remembersIn(this);
        state = new WeakReference<>(made);
        return made;
    }

    /** Remembers what has changed. */
    void keep(InstanceState changed) {
        identity = changed.identity();
        lifeCycle = changed.lifeCycle();
        wasDeleted = changed.wasDeleted();
        snapshot = changed.snapshot();
    }

    /** Remembers which columns are not known any more; which they are may change later. */
    void keepExpired(@Nullable ExpiredColumns columns) {
        expired = columns;
    }

    /** Holds the state, since nothing else does and there is something in it. */
    void hold(InstanceState linked) {
        held = linked;
    }

    /** Holds the state no longer: a session does now. */
    void letGo() {
        held = null;
    }
}
