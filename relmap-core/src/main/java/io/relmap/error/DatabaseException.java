package io.relmap.error;

import org.jspecify.annotations.Nullable;

/** The database refused a statement. The cause is the driver's exception. */
public class DatabaseException extends RelmapException {

    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final @Nullable String constraint;

    /** An error of this kind. */
    public DatabaseException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error of this kind with what caused it. */
    public DatabaseException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, cause, ErrorKind.OTHER, null);
    }

    /** An error that the dialect has recognised. */
    public DatabaseException(
            ErrorCode code,
            String message,
            @Nullable Throwable cause,
            ErrorKind kind,
            @Nullable String constraint) {
        super(code, message, cause);
        this.kind = kind;
        this.constraint = constraint;
    }

    /** Why the database refused it. */
    public ErrorKind kind() {
        return kind;
    }

    /** The violated constraint, or the column that must not be null, as far as the driver tells. */
    public @Nullable String constraint() {
        return constraint;
    }
}
