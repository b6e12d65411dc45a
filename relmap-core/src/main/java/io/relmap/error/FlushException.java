package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** A flush could not be carried out; the transaction has been rolled back. */
public class FlushException extends RelmapException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public FlushException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public FlushException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
