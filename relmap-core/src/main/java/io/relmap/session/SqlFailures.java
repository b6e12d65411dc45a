package io.relmap.session;

import io.relmap.dialect.DatabaseError;
import io.relmap.dialect.Dialect;
import io.relmap.error.DatabaseException;
import io.relmap.error.ErrorCode;
import io.relmap.error.ErrorKind;
import io.relmap.error.IntegrityException;
import java.sql.SQLException;

/** Says in relmap's words what went wrong on a connection, where no statement of relmap was involved. */
final class SqlFailures {

    private final Dialect dialect;

    SqlFailures(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The exception to throw instead of the driver's. */
    DatabaseException translate(String what, SQLException exception) {
        DatabaseError error = dialect.diagnose(exception);
        String message = what + ": " + exception.getMessage();
        if (error.kind().isIntegrity()) {
            return new IntegrityException(
                    ErrorCode.INTEGRITY, message, exception, error.kind(), error.constraint());
        }
        ErrorCode code =
                error.kind() == ErrorKind.CONNECTION
                        ? ErrorCode.CONNECTION
                        : ErrorCode.STATEMENT_FAILED;
        return new DatabaseException(code, message, exception, error.kind(), error.constraint());
    }

    /** The exception for a connection that is not to be had. */
    DatabaseException connection(String what, SQLException exception) {
        return new DatabaseException(
                ErrorCode.CONNECTION,
                what + ": " + exception.getMessage(),
                exception,
                ErrorKind.CONNECTION,
                null);
    }
}
