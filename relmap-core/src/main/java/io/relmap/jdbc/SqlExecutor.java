package io.relmap.jdbc;

import io.relmap.annotation.Internal;
import io.relmap.dialect.Dialect;
import io.relmap.error.DatabaseException;
import io.relmap.observe.StatementCause;
import io.relmap.schema.Column;
import io.relmap.sql.InsertShape;
import io.relmap.sql.RenderedSql;
import io.relmap.sql.WriteShape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the statements of one session. Not thread-safe: as its session. What goes wrong is thrown as a
 * {@link DatabaseException} that names the statement and why it was sent.
 */
@Internal
public final class SqlExecutor {

    /** Drivers count milliseconds in an int: what is longer than 24 days is no limit that anyone waits for. */
    private static final int MOST_SECONDS = Integer.MAX_VALUE / 1000;

    private final ConnectionSource connections;
    private final Database database;
    private final Dialect dialect;
    private @Nullable StatementBudget budget;
    private long statements;
    private long rowsToWrite;

    /** An executor that takes its connections from this source. */
    public SqlExecutor(ConnectionSource connections, Database database) {
        this.connections = connections;
        this.database = database;
        this.dialect = database.dialect();
    }

    /** The database that statements are sent to. */
    public Database database() {
        return database;
    }

    /** What the database does differently. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * Runs a block that may send so many statements (spec PE-6). A batch of rows is one statement.
     *
     * @throws io.relmap.error.InvalidRequestException if it wants to send more
     */
    public void atMost(int statements, Runnable block) {
        StatementBudget before = budget;
        StatementBudget own = new StatementBudget(statements, before);
        budget = own;
        try {
            block.run();
        } finally {
            budget = before;
        }
        own.checkKept();
    }

    /** Runs a SELECT and hands over each row. */
    public void forEachRow(
            SelectStatement select, Map<?, ?> parameters, StatementCause cause, RowConsumer row) {
        ParameterValues values = ParameterValues.of(parameters);
        query(
                select.rendered(dialect, values),
                values,
                database.settings(),
                cause,
                rows -> {
                    while (rows.next()) {
                        row.accept(rows);
                    }
                    return true;
                });
    }

    /** Runs a SELECT and hands over its result. */
    public <R> R query(
            SelectStatement select,
            Map<?, ?> parameters,
            ExecutionSettings settings,
            StatementCause cause,
            RowsReader<R> reader) {
        ParameterValues values = ParameterValues.of(parameters);
        return query(select.rendered(dialect, values), values, settings, cause, reader);
    }

    /** Runs a statement that has rows and hands over its result. */
    public <R> R query(
            RenderedSql sql,
            ParameterValues values,
            ExecutionSettings settings,
            StatementCause cause,
            RowsReader<R> reader) {
        return withStatement(
                sql.text(),
                cause,
                connection -> connection.prepareStatement(sql.text()),
                statement -> {
                    try (Binder binder = new Binder(dialect, statement)) {
                        ResultSet rows = execute(sql, values, settings, cause, statement, binder);
                        try (rows) {
                            return reader.read(rows);
                        }
                    }
                });
    }

    /**
     * Runs a SELECT whose rows are read one by one later; the caller closes the cursor. They are fetched in portions, so
     * that the driver never holds all rows at once: without a fetch size 500 at a time.
     */
    public RowCursor open(
            SelectStatement select,
            Map<?, ?> parameters,
            ExecutionSettings settings,
            StatementCause cause) {
        ParameterValues values = ParameterValues.of(parameters);
        return open(select.rendered(dialect, values), values, settings, cause);
    }

    /** As {@link #open(SelectStatement, Map, ExecutionSettings, StatementCause)}, of a statement as it is sent. */
    @SuppressWarnings("MustBeClosedChecker") // the cursor closes all three
    public RowCursor open(
            RenderedSql sql,
            ParameterValues values,
            ExecutionSettings settings,
            StatementCause cause) {
        Connection connection = acquire(cause);
        PreparedStatement statement = null;
        try {
            statement = connection.prepareStatement(sql.text());
            try (Binder binder = new Binder(dialect, statement)) {
                ResultSet rows =
                        execute(sql, values, settings.inPortions(), cause, statement, binder);
                return new RowCursor(
                        connections,
                        connection,
                        statement,
                        rows,
                        new RowCursor.Failure(database.observation(), sql.text(), cause));
            }
        } catch (SQLException | RuntimeException e) {
            RuntimeException thrown = unchecked(sql.text(), cause, e);
            close(statement, thrown);
            release(connection, thrown);
            throw thrown;
        }
    }

    /** Runs a statement that changes rows; how many it changed. */
    public long update(RenderedSql sql, ParameterValues values, StatementCause cause) {
        return withStatement(
                sql.text(),
                cause,
                connection -> connection.prepareStatement(sql.text()),
                statement -> {
                    try (Binder binder = new Binder(dialect, statement)) {
                        binder.bind(sql.binds(), values);
                        prepare(statement, database.settings());
                        return this.<Long>observed(
                                sql.text(),
                                1,
                                cause,
                                () -> bound(sql, values),
                                () -> (long) statement.executeUpdate());
                    }
                });
    }

    /** Updates or deletes rows by shape; how many rows of the table each row of values matched. */
    public RowCounts write(WriteShape shape, List<@Nullable Object[]> rows, StatementCause cause) {
        return write(shape, WriteCodecs.of(shape, dialect), rows, cause).counts();
    }

    /**
     * As {@link #write(WriteShape, List, StatementCause)}, for values that are not of their columns'
     * own codecs; returns what the shape asks for, too.
     */
    BatchWriter.Written write(
            WriteShape shape,
            WriteCodecs codecs,
            List<@Nullable Object[]> rows,
            StatementCause cause) {
        return new BatchWriter(this, shape, codecs, cause).write(rows);
    }

    /**
     * Inserts rows by shape and tells what the database made. Keys of a sequence are fetched first.
     *
     * @return the values of {@code shape.returning()} for each row, in the order of the rows; empty
     *     arrays where nothing is returned
     * @throws io.relmap.error.FlushException if the database returned fewer rows than were sent (spec
     *     UW-82)
     */
    public List<@Nullable Object[]> insert(
            InsertShape shape, List<@Nullable Object[]> rows, StatementCause cause) {
        return insert(shape, WriteCodecs.of(shape, dialect), rows, cause);
    }

    /** As {@link #insert(InsertShape, List, StatementCause)}, for values of other codecs. */
    List<@Nullable Object[]> insert(
            InsertShape shape,
            WriteCodecs codecs,
            List<@Nullable Object[]> rows,
            StatementCause cause) {
        Column key = rows.isEmpty() ? null : SequenceKeys.find(shape, dialect);
        return key == null
                ? new BatchWriter(this, shape, codecs, cause).insert(rows)
                : new SequenceKeys(this, cause).insert(shape, key, codecs, rows);
    }

    private ResultSet execute(
            RenderedSql sql,
            ParameterValues values,
            ExecutionSettings settings,
            StatementCause cause,
            PreparedStatement statement,
            Binder binder)
            throws SQLException {
        binder.bind(sql.binds(), values);
        prepare(statement, settings);
        return observed(sql.text(), 1, cause, () -> bound(sql, values), statement::executeQuery);
    }

    /** What was sent so far. */
    public Sent sent() {
        return new Sent(statements, rowsToWrite);
    }

    /** As {@link #observed}, for rows that are written. */
    <R> R observedWrite(
            String sql,
            StatementCause cause,
            List<@Nullable Object[]> rows,
            Observation.Work<R> work) {
        rowsToWrite += rows.size();
        return observed(sql, rows.size(), cause, () -> rows, work);
    }

    /** Every statement passes here: it is counted, timed, and told of. */
    <R> R observed(
            String sql,
            int rows,
            StatementCause cause,
            Supplier<? extends List<@Nullable Object[]>> values,
            Observation.Work<R> work) {
        StatementBudget limit = budget;
        if (limit != null) {
            limit.spend(sql, cause);
        }
        statements++;
        return database.observation().run(sql, rows, cause, values, work);
    }

    private static List<@Nullable Object[]> bound(RenderedSql sql, ParameterValues values) {
        @Nullable Object[] row =
                sql.binds().stream().map(slot -> Binder.valueOf(slot, values)).toArray();
        return Collections.singletonList(row);
    }

    /** Tells the driver how much to fetch, and how long the statement may take. */
    void prepare(PreparedStatement statement, ExecutionSettings settings) throws SQLException {
        if (settings.fetchSize() > 0) {
            statement.setFetchSize(settings.fetchSize());
        }
        int seconds = shorter(settings.timeoutSeconds(), connections.secondsLeft());
        if (seconds > 0) {
            statement.setQueryTimeout(Math.min(seconds, MOST_SECONDS));
        }
    }

    /** The shorter of two times, of which 0 is no limit. */
    private static int shorter(int one, int other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    /** Makes a statement of a connection. */
    @FunctionalInterface
    interface Preparation {
        PreparedStatement on(Connection connection) throws SQLException;
    }

    /** Uses a statement. */
    @FunctionalInterface
    interface Use<R> {
        R of(PreparedStatement statement) throws SQLException;
    }

    <R> R withStatement(
            String sql, StatementCause cause, Preparation preparation, Use<? extends R> use) {
        Connection connection = acquire(cause);
        R result;
        try (PreparedStatement statement = preparation.on(connection)) {
            result = use.of(statement);
        } catch (SQLException | RuntimeException e) {
            RuntimeException thrown = unchecked(sql, cause, e);
            release(connection, thrown);
            throw thrown;
        } catch (Error e) {
            release(connection, e); // an entity's constructor may fail like this too
            throw e;
        }
        release(connection, null);
        return result;
    }

    private Connection acquire(StatementCause cause) {
        try {
            return connections.acquire();
        } catch (SQLException e) {
            throw SqlFailures.connection(
                    "There is no connection to the database. Wanted for: " + cause.text(), e);
        }
    }

    private void release(Connection connection, @Nullable Throwable failure) {
        try {
            connections.release(connection);
        } catch (SQLException e) {
            if (failure == null) {
                throw SqlFailures.connection("The connection could not be given back", e);
            }
            failure.addSuppressed(e);
        }
    }

    private static void close(@Nullable PreparedStatement statement, RuntimeException failure) {
        try {
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private RuntimeException unchecked(String sql, StatementCause cause, Exception exception) {
        return exception instanceof SQLException refused
                ? database.observation().failure(sql, cause, refused)
                : (RuntimeException) exception;
    }
}
