package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** Loading failed. */
public class LoadException extends RelmapException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public LoadException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public LoadException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
