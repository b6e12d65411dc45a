package io.relmap.session;

import io.relmap.error.ErrorCode;
import io.relmap.error.FlushException;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.PendingRollbackException;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transaction of a session and its savepoints, as levels (spec SE-23 to SE-31). A level that a failed flush
 * has made unusable stays until it is rolled back; what is done meanwhile is lost.
 */
final class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    /** How often a commit flushes before it gives up (spec UW-130). */
    private static final int ROUNDS = 100;

    private final String label;
    private final DatabaseTransaction database;
    private final Registry registry;
    private final Transitions transitions;
    private final SessionOptions options;
    private final Restoration restoration;
    private final Expiry expiry;
    private final Events events;
    private Level level = Level.root();

    Transactions(
            String label,
            SessionOptions options,
            DatabaseTransaction database,
            Registry registry,
            Transitions transitions,
            Restoration restoration,
            Expiry expiry,
            Events events) {
        this.label = label;
        this.options = options;
        this.database = database;
        this.registry = registry;
        this.transitions = transitions;
        this.restoration = restoration;
        this.expiry = expiry;
        this.events = events;
    }

    /** The innermost level. */
    Level level() {
        return level;
    }

    /** The objects that the running transaction has deleted, in all its levels. */
    List<InstanceState> deleted() {
        List<InstanceState> all = new ArrayList<>();
        for (Level l = level; l != null; l = l.parent()) {
            all.addAll(l.deleted());
        }
        return all;
    }

    /** Whether a level is part of the running transaction. */
    boolean isOpen(Level candidate) {
        for (Level l = level; l != null; l = l.parent()) {
            if (l == candidate) {
                return true;
            }
        }
        return false;
    }

    /** An object has left the session. */
    void depart(InstanceState state) {
        for (Level l = level; l != null; l = l.parent()) {
            l.depart(state);
        }
    }

    /** The connection, in the transaction, which begins if need be. */
    Connection connection() {
        checkActive();
        level.touch();
        boolean begins = !database.isBegun();
        Connection connection = database.connection();
        if (begins) {
            events.afterBegin();
        }
        return connection;
    }

    /** A piece of work is done with the connection. */
    void done(Connection connection) {
        database.done(connection);
    }

    int secondsLeft() {
        return database.secondsLeft();
    }

    /** Fails if a failure waits for a rollback (spec SE-23). */
    void checkActive() {
        Throwable failure = level.failure();
        if (failure != null) {
            throw new PendingRollbackException(
                    ErrorCode.PENDING_ROLLBACK,
                    label
                            + " is waiting for rollback(): a flush failed, and its "
                            + (level.isNested() ? "savepoint" : "transaction")
                            + " was rolled back. Call rollback() first, then begin anew. The first failure"
                            + " was: "
                            + failure.getMessage(),
                    failure);
        }
    }

    /** A flush has failed: goes back to the innermost savepoint, or to the start (spec UW-125). */
    void failed(Throwable cause) {
        if (level.failure() == null) {
            level.fail(cause);
            try {
                rollBackDatabase(level);
            } catch (RuntimeException e) {
                cause.addSuppressed(e);
            }
            restoration.restore(level);
        }
    }

    /** Flushes until nothing is left (spec SE-24). */
    void flushUntilClean(Flusher flusher) {
        for (int round = 0; round < ROUNDS; round++) {
            if (!flusher.hasWork()) {
                return;
            }
            flusher.flush();
        }
        throw new FlushException(
                ErrorCode.FLUSH_DOES_NOT_SETTLE,
                "There is still something to write after "
                        + ROUNDS
                        + " flushes in one commit. A listener for the end of a flush makes new changes"
                        + " each time: let it check whether there is anything to do.");
    }

    /** Commits, with all savepoints; everything is flushed. */
    void commit(Expiring expiring) {
        while (level.parent() != null) {
            releaseInnermost();
        }
        try {
            database.commit();
        } catch (RuntimeException e) {
            failed(e);
            throw e;
        }
        events.afterCommit();
        committed(expiring);
    }

    /** A transaction that is managed elsewhere is over. Changed objects are restored if it was rolled back. */
    void completed(ManagedSession.Outcome outcome) {
        boolean committed = outcome == ManagedSession.Outcome.COMMITTED;
        while (level.parent() != null) {
            if (committed) {
                joinOuter();
            } else {
                leaveInnermost();
            }
        }
        if (committed) {
            database.commit();
            events.afterCommit();
            committed(Expiring.NO);
        } else {
            database.rollback();
            events.afterRollback();
            restoration.restoreChanged(level);
            ended();
            events.afterSoftRollback();
        }
    }

    /** The database has committed: expires, and lets go of what was deleted. */
    private void committed(Expiring expiring) {
        if (expiring == Expiring.YES) {
            registry.identityMap().states().forEach(expiry::expire);
        }
        List.copyOf(level.deleted()).stream() // with and without expiry (spec SE-24)
                .filter(state -> state.lifeCycle() == LifeCycle.DELETED)
                .forEach(transitions::detach);
        ended();
    }

    /** The objects are what they are after the transaction. */
    private void ended() {
        level = Level.root();
        if (options.weakAfterTransaction()) {
            registry.identityMap().loosen();
        }
    }

    /** Rolls the whole transaction back (spec SE-26, SE-31). */
    void rollback(Cleanness cleanness) {
        warnOfLostChanges(cleanness);
        while (level.parent() != null) {
            leaveInnermost();
        }
        if (!level.isTouched() && cleanness == Cleanness.CLEAN) {
            return;
        }
        try {
            if (level.failure() == null) {
                database.rollback();
            }
            events.afterRollback();
        } finally { // the database ends the transaction with the connection, whatever it answered
            restoration.restore(level);
            ended();
        }
        events.afterSoftRollback();
    }

    /** Ends the transaction without touching any object (spec SE-15). */
    void abandon() {
        level = Level.root();
        database.rollback();
    }

    /** Sets a savepoint. */
    Level push() {
        connectionForSavepoint();
        level = new Level(level, database.setSavepoint());
        return level;
    }

    /** Ends a savepoint with its work kept; those inside it too. */
    void release(Level target) {
        checkOpen(target);
        while (level != target) {
            releaseInnermost();
        }
        releaseInnermost();
    }

    /** Goes back to a savepoint; those inside it are gone. */
    void rollbackTo(Level target, Cleanness cleanness) {
        checkOpen(target);
        warnOfLostChanges(cleanness);
        boolean failed = target.failure() != null;
        while (level != target) {
            leaveInnermost();
        }
        try {
            if (!failed) {
                rollBackDatabase(target);
            }
            database.release(target.savepoint());
        } finally {
            restoration.restore(target);
            level = outer(target);
        }
        events.afterSoftRollback();
    }

    private void releaseInnermost() {
        checkActive();
        database.release(level.savepoint());
        joinOuter();
    }

    /** Restores the objects of the innermost savepoint, since that around it is rolled back. */
    private void leaveInnermost() {
        restoration.restore(level);
        level = outer(level);
        level.touch();
    }

    private void joinOuter() {
        Level outer = outer(level);
        level.mergeInto(outer);
        outer.touch();
        level = outer;
    }

    private void connectionForSavepoint() {
        if (!database.isManaged()) {
            database.done(connection());
        }
    }

    private void rollBackDatabase(Level target) {
        if (target.isNested()) {
            database.rollbackTo(target.savepoint());
        } else {
            database.rollback();
        }
    }

    private void warnOfLostChanges(Cleanness cleanness) {
        if (level.failure() != null && cleanness == Cleanness.CHANGED) {
            LOG.warn(
                    "{}: objects were added or changed after a flush had failed; these changes are lost"
                            + " with the rollback.",
                    label);
        }
    }

    private static Level outer(Level inner) {
        Level outer = inner.parent();
        if (outer == null) {
            throw new IllegalStateException("A transaction has no level around it");
        }
        return outer;
    }

    /** Fails unless the level is part of the running transaction. */
    void checkOpen(Level target) {
        if (!isOpen(target)) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_STATE,
                    "This savepoint of "
                            + label
                            + " is not open: it was committed or rolled back.");
        }
    }

    /** Whether objects are reloaded after a commit. */
    enum Expiring {
        YES,
        NO;

        static Expiring of(boolean value) {
            return value ? YES : NO;
        }
    }

    /** Whether there are changes that were not flushed. */
    enum Cleanness {
        CLEAN,
        CHANGED;

        static Cleanness of(Flusher flusher) {
            return flusher.hasWork() ? CHANGED : CLEAN;
        }
    }
}
