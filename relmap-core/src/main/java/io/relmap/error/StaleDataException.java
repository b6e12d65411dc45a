package io.relmap.error;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else has changed or deleted a row: an UPDATE or DELETE met fewer rows than it should (spec UW-120), a merged
 * copy has another version than the row, or a locked read met a row that is newer than its object (spec LO-125).
 */
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
