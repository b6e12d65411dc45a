package io.relmap.session;

import io.relmap.cascade.CascadeWalk;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import io.relmap.state.SessionLink;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings objects into a session (spec SE-10, CA-7). Everything that a call reaches is checked before the first
 * object is attached, so that a refusal changes nothing (spec CA-8, SE-11).
 */
final class Attachment {

    private final SessionLink session;
    private final Registry registry;
    private final Transitions transitions;

    Attachment(SessionLink session, Registry registry, Transitions transitions) {
        this.session = session;
        this.registry = registry;
        this.transitions = transitions;
    }

    /** A program adds objects. */
    void add(Collection<InstanceState> roots) {
        Set<InstanceState> entering = new LinkedHashSet<>();
        for (InstanceState root : roots) {
            collect(root, entering);
        }
        check(entering);
        for (InstanceState state : entering) {
            attach(state);
        }
        for (InstanceState root : roots) {
            registry.identityMap().pin(root);
            root.flagAsOrphan(false);
            registry.unmark(root);
        }
    }

    /** An object comes in because it entered a relationship of an object that is here (spec CA-10). */
    void cascade(InstanceState root) {
        if (!registry.contains(root)) {
            Set<InstanceState> entering = new LinkedHashSet<>();
            collect(root, entering);
            check(entering);
            entering.forEach(this::attach);
        }
    }

    /** Attaches one object without its reach: it is to be deleted (spec CA-20). */
    void attachAlone(InstanceState state) {
        check(List.of(state));
        attach(state);
    }

    /** Fails unless the object may be attached here. */
    void check(InstanceState state) {
        if (state.hasIdentity() && (state.wasDeleted() || state.lifeCycle() == LifeCycle.DELETED)) {
            throw new InvalidRequestException(
                    ErrorCode.HAS_BEEN_DELETED,
                    state
                            + " has been deleted. Use makeTransient() to make a new object of it, which"
                            + " may be added again.");
        }
        checkOwner(state);
        InstanceState held = registry.conflicting(state);
        if (held != null) {
            throw conflict(state);
        }
    }

    /** Fails if the object belongs to another session. */
    void checkOwner(InstanceState state) {
        SessionLink other = state.session();
        if (other != null && other != session) {
            throw new InvalidRequestException(
                    ErrorCode.ATTACHED_ELSEWHERE,
                    state
                            + " is already attached to "
                            + other.label()
                            + ", this is "
                            + session.label()
                            + ". Expunge it there, or merge it here.");
        }
    }

    private void collect(InstanceState root, Set<InstanceState> entering) {
        if (!registry.contains(root)) {
            entering.add(root);
        }
        entering.addAll(CascadeWalk.saveUpdate(root, registry::contains));
    }

    /** Fails unless all of them may be attached here. */
    void check(Collection<InstanceState> entering) {
        Map<IdentityKey, InstanceState> keys = new HashMap<>();
        for (InstanceState state : entering) {
            check(state);
            IdentityKey key = state.identity();
            if (key != null && keys.put(key, state) != null) {
                throw conflict(state);
            }
        }
    }

    private static InvalidRequestException conflict(InstanceState state) {
        return new InvalidRequestException(
                ErrorCode.IDENTITY_CONFLICT,
                "Cannot attach "
                        + state
                        + ": another instance with this key is already present in the session. Use"
                        + " merge() to copy its state onto that one.");
    }

    private void attach(InstanceState state) {
        IdentityKey key = state.identity();
        if (key == null) {
            transitions.attachNew(state);
        } else {
            transitions.reattach(state, key);
        }
    }
}
