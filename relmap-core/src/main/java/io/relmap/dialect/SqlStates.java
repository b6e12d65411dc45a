package io.relmap.dialect;

import io.relmap.error.ErrorKind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What SQLSTATE says of an error where the standard, and those who follow it, agree. */
final class SqlStates {

    private static final Map<String, ErrorKind> KINDS =
            Map.ofEntries(
                    Map.entry("23505", ErrorKind.UNIQUE),
                    Map.entry("23P01", ErrorKind.UNIQUE),
                    Map.entry("23503", ErrorKind.FOREIGN_KEY),
                    Map.entry("23506", ErrorKind.FOREIGN_KEY),
                    Map.entry("23001", ErrorKind.FOREIGN_KEY),
                    Map.entry("23502", ErrorKind.NOT_NULL),
                    Map.entry("23513", ErrorKind.CHECK),
                    Map.entry("23514", ErrorKind.CHECK),
                    Map.entry("40001", ErrorKind.SERIALIZATION),
                    Map.entry("40P01", ErrorKind.DEADLOCK),
                    Map.entry("55P03", ErrorKind.LOCK_TIMEOUT),
                    Map.entry("57014", ErrorKind.QUERY_TIMEOUT),
                    Map.entry("57P01", ErrorKind.CONNECTION),
                    Map.entry("57P02", ErrorKind.CONNECTION),
                    Map.entry("57P03", ErrorKind.CONNECTION));

    private SqlStates() {}

    static ErrorKind kind(SQLException exception) {
        String state = exception.getSQLState();
        if (state != null) {
            ErrorKind kind = KINDS.get(state);
            if (kind != null) {
                return kind;
            } else if (state.startsWith("08")) {
                return ErrorKind.CONNECTION;
            }
        }
        if (exception instanceof SQLTransientConnectionException
                || exception instanceof SQLNonTransientConnectionException
                || exception instanceof SQLRecoverableException) {
            return ErrorKind.CONNECTION;
        }
        return exception instanceof SQLTimeoutException ? ErrorKind.QUERY_TIMEOUT : ErrorKind.OTHER;
    }

    /** What the pattern's group finds in the message, or null. */
    static @Nullable String find(Pattern pattern, SQLException exception) {
        String message = exception.getMessage();
        if (message == null) {
            return null;
        }
        Matcher matcher = pattern.matcher(message);
        return matcher.find() ? matcher.group(1) : null;
    }
}
