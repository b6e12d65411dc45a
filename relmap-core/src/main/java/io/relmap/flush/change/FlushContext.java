package io.relmap.flush.change;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorCode;
import io.relmap.mapping.Behaviours;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.state.IdentityMap;
import io.relmap.state.Initializer;
import io.relmap.state.InstanceState;

/** What a flush asks of its session; implemented by the session. */
@Internal
public interface FlushContext {

    /** The persistent objects by key. */
    IdentityMap identityMap();

    /** Whether the object is pending or persistent here (deleted ones are not). */
    boolean isInSession(InstanceState state);

    /** Whether the session keeps promises that the reference does not. */
    Behaviours behaviours();

    /** Loads what the flush must know. */
    Initializer initializer();

    /** Whether SQL may be sent; if not, the plan names what it would load (spec UW-146). */
    boolean mayLoad();

    /**
     * Takes a pending object out of the session, with its expunge reach, because it lost its parent or
     * stands under an orphan (spec UW-4, CA-28).
     */
    void evict(InstanceState pending);

    /**
     * Whether a program deleted the object itself when the owner had it already by this attribute: then the
     * delete came last, and stands.
     *
     * @param attribute the {@code RelationshipAttribute}
     */
    boolean wasMemberWhenDeleted(InstanceState marked, InstanceState owner, Object attribute);

    /**
     * Takes the mark from an object that was to be deleted, because a new parent took it (spec CA-25).
     */
    void cancelDelete(InstanceState marked);

    /** A relationship's rule is about to put a value into a column of an object. */
    void assigning(InstanceState holder, ColumnAttribute attribute);

    /**
     * Whether the program has said when constraints are checked in this transaction: what the flush puts off then waits
     * for its end.
     */
    boolean areChecksSet();

    /** Passes a warning on. */
    void warn(ErrorCode code, String message);
}
