package io.relmap.jdbc;

import io.relmap.annotation.Internal;
import io.relmap.dialect.Dialect;
import io.relmap.observe.ShownValues;
import io.relmap.observe.StatementListener;

/** What all executors of one database share. Safe for use by several threads. */
@Internal
public final class Database {

    private final Dialect dialect;
    private final ExecutionSettings settings;
    private final Observation observation;
    private final StatementCache statements;

    /** A database of this kind whose statements the listener is told of. */
    public Database(Dialect dialect, ExecutionSettings settings, StatementListener listener) {
        this(dialect, settings, ShownValues.REDACTED, listener);
    }

    /** As the other one, with this much of values in logs, events and exceptions. */
    public Database(
            Dialect dialect,
            ExecutionSettings settings,
            ShownValues shown,
            StatementListener listener) {
        this.dialect = dialect;
        this.settings = settings;
        this.observation = new Observation(dialect, shown, listener);
        this.statements = new StatementCache(dialect);
    }

    /** A database of this kind with default settings and without a listener. */
    public static Database of(Dialect dialect) {
        return new Database(dialect, ExecutionSettings.DEFAULT, execution -> {});
    }

    /** What the database does differently. */
    public Dialect dialect() {
        return dialect;
    }

    /** How statements are sent unless a call says otherwise. */
    public ExecutionSettings settings() {
        return settings;
    }

    Observation observation() {
        return observation;
    }

    StatementCache statements() {
        return statements;
    }
}
