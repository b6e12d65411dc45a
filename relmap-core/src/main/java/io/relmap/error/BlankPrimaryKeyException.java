package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** Taking an object out of a relationship would null a column of its primary key. */
public class BlankPrimaryKeyException extends FlushException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public BlankPrimaryKeyException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public BlankPrimaryKeyException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
