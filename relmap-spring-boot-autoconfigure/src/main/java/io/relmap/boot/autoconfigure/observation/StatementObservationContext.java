package io.relmap.boot.autoconfigure.observation;

import io.micrometer.observation.Observation;
import io.relmap.observe.StatementCause;

/** What is known of an observed query or lazy load. */
public final class StatementObservationContext extends Observation.Context {

    private final String sql;
    private final StatementCause cause;

    StatementObservationContext(String sql, StatementCause cause) {
        this.sql = sql;
        this.cause = cause;
    }

    /** The statement, with placeholders for values. */
    public String sql() {
        return sql;
    }

    /** Why it is sent. */
    public StatementCause cause() {
        return cause;
    }

    /** Whether it is a lazy load. */
    public boolean isLazyLoad() {
        return cause.kind() == StatementCause.Kind.LAZY_LOAD;
    }
}
