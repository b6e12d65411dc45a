package io.relmap.observe;

import java.util.List;

/**
 * Is told of every statement. Called on the thread that sent the statement, after it; implementations are
 * quick, safe for use by several threads, and throw nothing.
 */
@FunctionalInterface
public interface StatementListener {

    /** A statement was sent. */
    void executed(StatementExecution execution);

    /** All of these, in order. */
    static StatementListener all(List<? extends StatementListener> listeners) {
        List<StatementListener> copy = List.copyOf(listeners);
        return execution -> {
            for (StatementListener listener : copy) {
                listener.executed(execution);
            }
        };
    }
}
