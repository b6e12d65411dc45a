package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** A call that makes no sense in the state that an object, a session or a query is in. */
public class InvalidRequestException extends RelmapException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public InvalidRequestException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public InvalidRequestException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
