package io.relmap.jdbc;

import io.relmap.dialect.Dialect;
import io.relmap.error.DatabaseException;
import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Times, logs and tells of statements, and says in relmap's words what went wrong. */
final class Observation {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.sql");

    private final SqlFailures failures;
    private final StatementListener listener;

    Observation(Dialect dialect, StatementListener listener) {
        this.failures = new SqlFailures(dialect);
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

    /** The exception to throw instead of the driver's. */
    DatabaseException failure(String sql, StatementCause cause, SQLException exception) {
        return failures.refused(
                "The database refused a statement",
                exception,
                " Statement: " + sql + ". Sent for: " + cause.text() + ".");
    }
}
