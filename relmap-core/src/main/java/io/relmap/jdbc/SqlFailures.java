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
import org.jspecify.annotations.Nullable;

/**
 * Says in relmap's words what a driver's exception means. The messages name no value but those that are to be shown;
 * the driver's own, which may, is that of the cause.
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

    /** What the standard's codes say of values; the database's own words may hold the value. */
    private static String inWords(@Nullable String sqlState) {
        return switch (String.valueOf(sqlState)) {
            case "22001" -> " (a text is too long for its column)";
            case "22003" -> " (a number is out of the range of its column)";
            case "22007", "22008", "22018" -> " (a text cannot be read as the column's type)";
            default -> "";
        };
    }

    private static String reason(DatabaseError error, SQLException exception) {
        StringBuilder text = new StringBuilder();
        if (error.kind() == ErrorKind.OTHER) {
            text.append("SQLSTATE ").append(exception.getSQLState());
            text.append(", code ").append(exception.getErrorCode());
            text.append(inWords(exception.getSQLState()));
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
