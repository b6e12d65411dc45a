package io.relmap.jdbc;

import io.relmap.dialect.Dialect;
import io.relmap.error.DatabaseException;
import io.relmap.observe.ShownValues;
import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import io.relmap.observe.StatementValues;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Times, logs and tells of statements, and says in relmap's words what went wrong. */
final class Observation {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.sql");

    private final SqlFailures failures;
    private final ShownValues shown;
    private final StatementListener listener;

    Observation(Dialect dialect, ShownValues shown, StatementListener listener) {
        this.failures = new SqlFailures(dialect);
        this.shown = shown;
        this.listener = listener;
    }

    /** Work that a driver does. */
    @FunctionalInterface
    interface Work<R> {
        R run() throws SQLException;
    }

    /**
     * Runs a statement.
     *
     * @param rows the values of each row that is sent with it
     * @throws DatabaseException if the database refuses it
     */
    <R> R run(
            String sql,
            int batchSize,
            StatementCause cause,
            Supplier<? extends List<@Nullable Object[]>> rows,
            Work<R> work) {
        StatementValues values = StatementValues.of(shown, rows);
        listener.executing(sql, cause);
        long start = System.nanoTime();
        try {
            R result = work.run();
            tell(sql, batchSize, cause, values, System.nanoTime() - start, null);
            return result;
        } catch (SQLException failure) {
            tell(sql, batchSize, cause, values, System.nanoTime() - start, failure);
            String text = values.text();
            throw failure(sql, cause, text.isEmpty() ? "" : " Values: " + text + ".", failure);
        } catch (RuntimeException | Error failure) {
            tell(sql, batchSize, cause, values, System.nanoTime() - start, failure);
            throw failure;
        }
    }

    private void tell(
            String sql,
            int batchSize,
            StatementCause cause,
            StatementValues values,
            long nanos,
            @Nullable Throwable failure) {
        if (LOG.isDebugEnabled()) {
            log(sql, batchSize, cause, TimeUnit.NANOSECONDS.toMicros(nanos), failure);
        }
        if (LOG.isTraceEnabled()) {
            values.lines().forEach(line -> LOG.trace("values {}", line));
        }
        listener.executed(
                new StatementExecution(
                        sql, batchSize, cause, values, Duration.ofNanos(nanos), failure));
    }

    /** A sentence for people, and its parts as fields for logs that keep them. */
    private static void log(
            String sql,
            int batchSize,
            StatementCause cause,
            long micros,
            @Nullable Throwable failure) {
        LoggingEventBuilder event =
                LOG.atDebug()
                        .addKeyValue("relmap.cause", cause.kind())
                        .addKeyValue("relmap.rows", batchSize)
                        .addKeyValue("relmap.micros", micros)
                        .addKeyValue("relmap.failed", failure != null);
        if (cause.relationship() != null) {
            event = event.addKeyValue("relmap.relationship", cause.relationship());
        }
        event.log(
                "{} [{} us, {} row(s), {}{}]",
                sql,
                micros,
                batchSize,
                cause.text(),
                failure == null ? "" : ", FAILED");
    }

    /** The exception to throw instead of the driver's. */
    DatabaseException failure(String sql, StatementCause cause, SQLException exception) {
        return failure(sql, cause, "", exception);
    }

    private DatabaseException failure(
            String sql, StatementCause cause, String values, SQLException exception) {
        return failures.refused(
                "The database refused a statement",
                exception,
                " Statement: " + sql + ". Sent for: " + cause.text() + "." + values);
    }
}
