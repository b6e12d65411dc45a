package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** The database refused a statement. The cause is the driver's exception. */
public class DatabaseException extends RelmapException {

    private static final long serialVersionUID = 1L;

    /** An error of this kind. */
    public DatabaseException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error of this kind with what caused it. */
    public DatabaseException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
