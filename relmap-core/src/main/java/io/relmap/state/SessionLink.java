package io.relmap.state;

import io.relmap.mapping.Behaviours;

/** What the objects of a session must be able to ask it; implemented by the session. */
public interface SessionLink {

    /** Loads for this session. */
    Initializer initializer();

    /** Whether the session is strict. */
    Behaviours behaviours();

    /** Fails fast when the session is used by a second thread or is closed. */
    void checkUsable();

    /** Called at each mutation of a relationship of an object attached here (spec AT-11). */
    void modified(InstanceState state);

    /** Called when a column of an object attached here is set where relmap sees it: not by a plain field. */
    default void edited(InstanceState state) {}

    /**
     * Adds an object, with its reach, because it entered a relationship of an object of this session
     * (spec CA-10). Does nothing for one that is here already.
     *
     * @throws io.relmap.error.InvalidRequestException if it belongs to another session, was deleted, or
     *     conflicts with an identity; nothing has been changed then
     */
    void cascadeAdd(InstanceState state);

    /** Takes a pending orphan out of the session, with its expunge reach (spec CA-43). */
    void evictPendingOrphan(InstanceState state);

    /** Whether objects that enter from the other side are added, whatever the relationship says (CA-11). */
    default boolean cascadesBackrefs() {
        return true;
    }

    /** The number that the next object to enter gets: {@link InstanceState#order()} (spec AT-26). */
    default long nextOrder() {
        return Long.MAX_VALUE;
    }

    /** Takes the objects out again that have entered from a number on: the call that added them failed (AT-26). */
    default void withdrawFrom(long order) {}

    /** A short name for messages, such as {@code session 7}. */
    String label();
}
