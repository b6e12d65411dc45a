package io.relmap.jdbc;

import io.relmap.dialect.Dialect;
import io.relmap.flush.dependency.LaterCheck;
import io.relmap.observe.StatementCause;
import io.relmap.schema.TableName;
import io.relmap.sql.RenderedSql;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts the checks of constraints off while a flush writes a ring of rows, and takes them up again, so that what is
 * wrong comes out in the flush; where the database can only do so at the end of the transaction, it comes out there.
 * Where the program has put them off itself, they stay so.
 */
final class ConstraintChecks {

    private final SqlExecutor executor;
    private boolean arePutOff;

    ConstraintChecks(SqlExecutor executor) {
        this.executor = executor;
    }

    /** Has the database check these constraints later; nothing to do for an empty list. */
    void putOff(List<LaterCheck> checks) {
        if (!checks.isEmpty() && !arePutOffByProgram()) {
            send("checks put off", executor.dialect().putOffChecks(names(checks)));
            arePutOff = true;
        }
    }

    /** Has the database check these constraints now, and with each statement from now on. */
    void takeUp(List<LaterCheck> checks) {
        if (arePutOff) {
            send("checks taken up", executor.dialect().takeUpChecks(names(checks)));
        }
        arePutOff = false;
    }

    /** The flush is over. */
    void done() {
        arePutOff = false;
    }

    /** The flush has failed. Its rollback may be one to a savepoint, which does not reach every setting. */
    void failed(Throwable failure) {
        String statement = arePutOff ? executor.dialect().giveUpChecks() : null;
        arePutOff = false;
        if (statement != null) {
            try {
                send("checks given up", statement);
            } catch (RuntimeException another) {
                failure.addSuppressed(another);
            }
        }
    }

    private boolean arePutOffByProgram() {
        Dialect dialect = executor.dialect();
        String question = dialect.checksArePutOff();
        return question != null
                && executor.query(
                        new RenderedSql(question, List.of()),
                        ParameterValues.NONE,
                        executor.database().settings(),
                        cause("are checks put off"),
                        rows -> rows.next() && rows.getBoolean(1));
    }

    private void send(String what, @Nullable String statement) {
        executor.update(
                new RenderedSql(Objects.requireNonNull(statement), List.of()),
                ParameterValues.NONE,
                cause(what));
    }

    private static List<TableName> names(List<LaterCheck> checks) {
        return checks.stream().map(LaterCheck::qualifiedName).distinct().toList();
    }

    private static StatementCause cause(String what) {
        return StatementCause.of(StatementCause.Kind.FLUSH, what);
    }
}
