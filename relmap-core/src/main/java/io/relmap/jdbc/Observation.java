package io.relmap.jdbc;

import io.relmap.dialect.DatabaseError;
import io.relmap.dialect.Dialect;
import io.relmap.error.DatabaseException;
import io.relmap.error.ErrorCode;
import io.relmap.error.ErrorKind;
import io.relmap.error.IntegrityException;
import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Times, logs and tells of statements, and says in relmap's words what went wrong. */
final class Observation {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.sql");

    private final Dialect dialect;
    private final StatementListener listener;

    Observation(Dialect dialect, StatementListener listener) {
        this.dialect = dialect;
        this.listener = listener;
    }

    /** Work that a driver does. */
    @FunctionalInterface
    interface Work<R> {
        R run() throws SQLException;
    }

    /** Runs a statement. */
    <R> R run(String sql, int batchSize, StatementCause cause, Work<R> work) throws SQLException {
        long start = System.nanoTime();
        try {
            R result = work.run();
            tell(sql, batchSize, cause, System.nanoTime() - start, null);
            return result;
        } catch (SQLException | RuntimeException failure) {
            tell(sql, batchSize, cause, System.nanoTime() - start, failure);
            throw failure;
        }
    }

    private void tell(
            String sql,
            int batchSize,
            StatementCause cause,
            long nanos,
            @Nullable Throwable failure) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} [{} us, {} row(s), {}{}]",
                    sql,
                    TimeUnit.NANOSECONDS.toMicros(nanos),
                    batchSize,
                    cause.text(),
                    failure == null ? "" : ", FAILED");
        }
        listener.executed(
                new StatementExecution(sql, batchSize, cause, Duration.ofNanos(nanos), failure));
    }

    /** Logs values, which only the finest level shows. */
    void values(Supplier<@Nullable Object[]> values) {
        if (LOG.isTraceEnabled()) {
            LOG.trace("values {}", Arrays.deepToString(values.get()));
        }
    }

    /** The exception to throw instead of the driver's. It names no value; the cause may. */
    DatabaseException failure(String sql, StatementCause cause, SQLException exception) {
        DatabaseError error = dialect.diagnose(exception);
        String message =
                reason(error, exception)
                        + ". Statement: "
                        + sql
                        + ". Sent for: "
                        + cause.text()
                        + ".";
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

    private static String reason(DatabaseError error, SQLException exception) {
        StringBuilder text = new StringBuilder("The database refused a statement: ");
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
