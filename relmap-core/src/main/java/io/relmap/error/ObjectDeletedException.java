package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** The row of an object is gone. */
public class ObjectDeletedException extends InvalidRequestException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public ObjectDeletedException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public ObjectDeletedException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
