package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** An object without a session was asked for something that is not loaded. */
public class DetachedInstanceException extends InvalidRequestException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public DetachedInstanceException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public DetachedInstanceException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
