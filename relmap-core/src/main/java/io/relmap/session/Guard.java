package io.relmap.session;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time into a session (spec SE-72). Calls may nest: a listener or a lazy load calls the
 * session from within a call.
 */
final class Guard {

    private final String label;
    private final AtomicReference<@Nullable Thread> busy = new AtomicReference<>();
    private int depth;
    private boolean closed;
    private boolean closedForGood;

    /**
     * @param label the session's name, for messages
     */
    Guard(String label) {
        this.label = label;
    }

    /** Runs one call of the session. */
    void run(Runnable call) {
        enter();
        try {
            call.run();
        } finally {
            exit();
        }
    }

    /** Runs one call of the session that has a result. */
    <T extends @Nullable Object> T call(Supplier<T> call) {
        enter();
        try {
            return call.get();
        } finally {
            exit();
        }
    }

    /** Fails if the session is closed for good, or if another thread is in a call. */
    void check() {
        checkOpen();
        checkThread(busy.get());
    }

    /** Closes; a session that may be used again opens by the next call. */
    void close(Reuse reuse) {
        closed = true;
        closedForGood |= reuse == Reuse.NO;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether a session may be used again after it was closed. */
    enum Reuse {
        YES,
        NO
    }

    private void enter() {
        Thread current = Thread.currentThread();
        while (busy.get() != current && !busy.compareAndSet(null, current)) {
            checkThread(busy.get()); // passes only if the other one has left meanwhile: then again
        }
        depth++;
        if (depth == 1) {
            try {
                checkOpen();
            } catch (InvalidRequestException e) {
                exit();
                throw e;
            }
            closed = false;
        }
    }

    private void exit() {
        if (--depth == 0) {
            busy.set(null);
        }
    }

    private void checkOpen() {
        if (closedForGood) {
            throw new InvalidRequestException(
                    ErrorCode.SESSION_CLOSED,
                    label + " was closed. Open a new one; a session serves one unit of work.");
        }
    }

    private void checkThread(@Nullable Thread inCall) {
        if (inCall != null && inCall != Thread.currentThread()) {
            throw new InvalidRequestException(
                    ErrorCode.WRONG_THREAD,
                    label
                            + " is used by thread \""
                            + Thread.currentThread().getName()
                            + "\" while thread \""
                            + inCall.getName()
                            + "\" is inside a call of it. A session is for one thread at a time: give"
                            + " each thread its own.");
        }
    }
}
