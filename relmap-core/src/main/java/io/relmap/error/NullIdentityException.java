package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** An object has no complete primary key after its INSERT. */
public class NullIdentityException extends FlushException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public NullIdentityException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public NullIdentityException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
