package io.relmap.session;

import io.relmap.session.SessionListener.StateChange;
import io.relmap.state.InstanceState;
import java.util.List;
import java.util.function.Consumer;

/** Tells the listeners of one session (spec SE-91). */
final class Events {

    private final Session session;
    private final List<SessionListener> listeners;

    Events(Session session, List<SessionListener> listeners) {
        this.session = session;
        this.listeners = listeners;
    }

    void opened() {
        tell(listener -> listener.opened(session));
    }

    void ended(SessionReport report) {
        tell(listener -> listener.ended(session, report));
    }

    void beforeAttach(InstanceState state) {
        tell(listener -> listener.beforeAttach(session, state.entity()));
    }

    void afterAttach(InstanceState state) {
        tell(listener -> listener.afterAttach(session, state.entity()));
    }

    void changed(InstanceState state, StateChange change) {
        tell(listener -> listener.stateChanged(session, state.entity(), change));
    }

    void beforeFlush() {
        tell(listener -> listener.beforeFlush(session));
    }

    void flushed(FlushReport report) {
        tell(listener -> listener.flushed(session, report));
    }

    void afterFlush() {
        tell(listener -> listener.afterFlush(session));
    }

    void afterFlushPostexec() {
        tell(listener -> listener.afterFlushPostexec(session));
    }

    void afterBegin() {
        tell(listener -> listener.afterBegin(session));
    }

    void beforeCommit() {
        tell(listener -> listener.beforeCommit(session));
    }

    void afterCommit() {
        tell(listener -> listener.afterCommit(session));
    }

    void afterRollback() {
        tell(listener -> listener.afterRollback(session));
    }

    void afterSoftRollback() {
        tell(listener -> listener.afterSoftRollback(session));
    }

    private void tell(Consumer<SessionListener> event) {
        if (!listeners.isEmpty()) {
            listeners.forEach(event);
        }
    }
}
