package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** A query that may find one object at most found more. */
public class MultipleResultsException extends RelmapException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public MultipleResultsException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public MultipleResultsException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
