package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** The session waits for rollback() after a failure; the cause is that failure. */
public class PendingRollbackException extends InvalidRequestException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public PendingRollbackException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public PendingRollbackException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
