package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** The database refused a statement for a constraint. */
public class IntegrityException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public IntegrityException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public IntegrityException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }

    /** An error that the dialect has recognised. */
    public IntegrityException(
            ErrorCode code,
            String message,
            @Nullable Throwable cause,
            ErrorKind kind,
            @Nullable String constraint) {
        super(code, message, cause, kind, constraint);
    }
}
