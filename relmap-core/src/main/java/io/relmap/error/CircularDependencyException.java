package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** Rows wait for each other and no order of statements can satisfy them. */
public class CircularDependencyException extends FlushException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public CircularDependencyException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public CircularDependencyException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
