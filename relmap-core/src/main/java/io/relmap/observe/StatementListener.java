package io.relmap.observe;

import java.util.List;

/**
 * Is told of every statement. Called on the thread that sends the statement; implementations are quick, safe for use by
 * several threads, and throw nothing.
 */
@FunctionalInterface
public interface StatementListener {

    /**
     * A statement is about to be sent; {@link #executed} follows on the same thread, with no other statement of relmap's
     * between. For what is to be around it, as the scope of a trace.
     *
     * @param sql its text, with placeholders for values
     */
    default void executing(String sql, StatementCause cause) {}

    /** A statement was sent. */
    void executed(StatementExecution execution);

    /** All of these, in order. */
    static StatementListener all(List<? extends StatementListener> listeners) {
        List<StatementListener> copy = List.copyOf(listeners);
        return new StatementListener() {

            @Override
            public void executing(String sql, StatementCause cause) {
                for (StatementListener listener : copy) {
                    listener.executing(sql, cause);
                }
            }

            @Override
            public void executed(StatementExecution execution) {
                for (StatementListener listener : copy) {
                    listener.executed(execution);
                }
            }
        };
    }
}
