package io.relmap.jdbc;

import io.relmap.annotation.Internal;
import io.relmap.dialect.DatabaseError;
import io.relmap.dialect.Dialect;
import io.relmap.error.DatabaseException;
import io.relmap.error.ErrorCode;
import io.relmap.error.ErrorKind;
import io.relmap.error.IntegrityException;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Says in relmap's words what a driver's exception means. The messages name no value; the driver's own, which
 * may, is that of the cause.
 */
@Internal
public final class SqlFailures {

    private final Dialect dialect;

    /** Failures of this kind of database. */
    public SqlFailures(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * The exception to throw instead of the driver's.
     *
     * @param what what went wrong: {@code The database refused to commit}
     */
    public DatabaseException refused(String what, SQLException exception) {
        return refused(what, exception, "");
    }

    /** As the other one, with what is to be told behind the reason. */
    DatabaseException refused(String what, SQLException exception, String more) {
        DatabaseError error = dialect.diagnose(exception);
        String message = what + ": " + reason(error, exception) + "." + more;
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

    /** The exception for a connection that is not to be had, or cannot be given back. */
    public static DatabaseException connection(String what, SQLException exception) {
        return new DatabaseException(
                ErrorCode.CONNECTION, what + ".", exception, ErrorKind.CONNECTION, null);
    }

    private static String reason(DatabaseError error, SQLException exception) {
        StringBuilder text = new StringBuilder();
        if (error.kind() == ErrorKind.OTHER) {
            text.append("SQLSTATE ").append(exception.getSQLState());
            text.append(", code ").append(exception.getErrorCode());
        } else {
            text.append(error.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        if (error.constraint() != null) {
            text.append(error.kind() == ErrorKind.NOT_NULL ? " column " : " constraint ");
            text.append(error.constraint());
        }
        if (error.table() != null) {
            text.append(" of table ").append(error.table());
        }
        return text.toString();
    }
}
