package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** An UPDATE or DELETE met fewer rows than it should: somebody else changed or deleted them. */
public class StaleDataException extends FlushException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public StaleDataException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public StaleDataException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
