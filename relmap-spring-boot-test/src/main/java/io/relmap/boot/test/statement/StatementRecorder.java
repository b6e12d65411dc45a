package io.relmap.boot.test.statement;

import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Hands statements to the recordings that are running, from whatever thread they come. A bean in tests of Spring
 * applications; elsewhere give it to {@code Relmap.builder().listener(...)}. Safe for use by several threads.
 */
public final class StatementRecorder implements StatementListener {

    private final List<Statements> running = new CopyOnWriteArrayList<>();

    /** A recorder that records nothing yet. */
    public StatementRecorder() {}

    /** Begins a recording; close it, since it keeps what is sent. */
    public Statements start() {
        Statements statements = new Statements(this);
        running.add(statements);
        return statements;
    }

    void stop(Statements statements) {
        running.remove(statements);
    }

    @Override
    public void executed(StatementExecution execution) {
        if (!running.isEmpty()) {
            SentStatement sent = SentStatement.of(execution);
            running.forEach(statements -> statements.add(sent));
        }
    }
}
