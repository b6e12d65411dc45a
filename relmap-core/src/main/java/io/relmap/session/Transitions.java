package io.relmap.session;

import io.relmap.mapping.Mapper;
import io.relmap.mapping.Mapping;
import io.relmap.session.SessionListener.StateChange;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import io.relmap.state.SessionLink;

/** Moves objects of one session from state to state (spec SE-2). Each method expects a legal start. */
final class Transitions {

    private final SessionLink session;
    private final Mapping mapping;
    private final Registry registry;
    private final Events events;

    Transitions(SessionLink session, Mapping mapping, Registry registry, Events events) {
        this.session = session;
        this.mapping = mapping;
        this.registry = registry;
        this.events = events;
    }

    /** Gives an object of a class its mapper; a map-backed one has it from the beginning. */
    void bindMapper(InstanceState state) {
        Mapper known = state.mapper();
        boolean isForeign =
                known != null
                        && state.session() == null
                        && known.entityClass() != null
                        && !mapping.mappers().contains(known);
        if (known == null || isForeign) {
            state.mapper(mapping.mapper(state.entity().getClass()));
        }
    }

    /** Transient to pending. */
    void attachNew(InstanceState state) {
        bindMapper(state);
        events.beforeAttach(state);
        state.session(session);
        state.lifeCycle(LifeCycle.PENDING);
        registry.loadingEnabled().remove(state.entity());
        state.loadingEnabled(false);
        registry.addPending(state);
        events.afterAttach(state);
        events.changed(state, StateChange.TRANSIENT_TO_PENDING);
    }

    /** Detached to persistent; its key is free here. */
    void reattach(InstanceState state, IdentityKey key) {
        bindMapper(state);
        events.beforeAttach(state);
        state.session(session);
        state.lifeCycle(LifeCycle.PERSISTENT);
        registry.number(state);
        registry.identityMap().put(key, state);
        events.afterAttach(state);
        events.changed(state, StateChange.DETACHED_TO_PERSISTENT);
    }

    /** Pending to persistent, after its INSERT; {@code state} has its key. */
    void inserted(InstanceState state, IdentityKey key) {
        registry.pending().remove(state);
        state.loadingEnabled(false);
        state.identity(key);
        state.lifeCycle(state.wasDeleted() ? LifeCycle.DELETED : LifeCycle.PERSISTENT);
        registry.identityMap().put(key, state);
    }

    /** A persistent object has another key since its row was updated (spec SE-21). */
    void rekey(InstanceState state, IdentityKey former, IdentityKey key) {
        registry.identityMap().remove(former, state);
        state.identity(key);
        registry.identityMap().put(key, state);
    }

    /** Persistent to deleted, after its DELETE or because its row is gone. */
    void deleted(InstanceState state) {
        registry.forget(state);
        state.lifeCycle(LifeCycle.DELETED);
        events.changed(state, StateChange.PERSISTENT_TO_DELETED);
    }

    /** Deleted to persistent, when the delete is rolled back. */
    void restored(InstanceState state, IdentityKey key) {
        state.lifeCycle(LifeCycle.PERSISTENT);
        registry.identityMap().put(key, state);
        events.changed(state, StateChange.DELETED_TO_PERSISTENT);
    }

    /** Takes an object out of the session: pending ones become transient, the others detached. */
    void detach(InstanceState state) {
        LifeCycle before = state.lifeCycle();
        registry.forget(state);
        state.session(null);
        state.readOnly(false);
        state.loadingEnabled(false);
        switch (before) {
            case PENDING -> {
                state.lifeCycle(LifeCycle.TRANSIENT);
                events.changed(state, StateChange.PENDING_TO_TRANSIENT);
            }
            case PERSISTENT -> {
                state.lifeCycle(LifeCycle.DETACHED);
                events.changed(state, StateChange.PERSISTENT_TO_DETACHED);
            }
            case DELETED -> {
                state.lifeCycle(LifeCycle.DETACHED);
                state.wasDeleted(true);
                events.changed(state, StateChange.DELETED_TO_DETACHED);
            }
            case TRANSIENT, DETACHED -> {}
        }
    }

    /** Takes an object out because its INSERT is rolled back: it becomes transient, without key. */
    void undoInsert(InstanceState state) {
        LifeCycle before = state.lifeCycle();
        registry.forget(state);
        state.session(null);
        state.loadingEnabled(false);
        state.identity(null);
        state.snapshot(null);
        // the reference keeps the mark of an object that was inserted and deleted in what is rolled
        // back
        state.wasDeleted(before == LifeCycle.DELETED && !session.behaviours().isStrict());
        state.lifeCycle(LifeCycle.TRANSIENT);
        switch (before) {
            case PENDING -> events.changed(state, StateChange.PENDING_TO_TRANSIENT);
            case DELETED -> events.changed(state, StateChange.DELETED_TO_DETACHED);
            case PERSISTENT, DETACHED, TRANSIENT ->
                    events.changed(state, StateChange.PERSISTENT_TO_TRANSIENT);
        }
    }
}
