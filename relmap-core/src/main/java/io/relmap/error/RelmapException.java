package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** The root of everything that relmap throws. Its message begins with the error's code. */
public class RelmapException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** An error with its code. */
    public RelmapException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code and what caused it. */
    public RelmapException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code.code() + ": " + message, cause);
        this.code = code;
    }

    /** What kind of error this is; documented in {@code docs/errors.md}. */
    public ErrorCode code() {
        return code;
    }
}
