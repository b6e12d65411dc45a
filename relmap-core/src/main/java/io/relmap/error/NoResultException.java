package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** A query that must find one object found none. */
public class NoResultException extends RelmapException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public NoResultException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public NoResultException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
