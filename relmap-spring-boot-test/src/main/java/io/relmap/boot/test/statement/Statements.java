package io.relmap.boot.test.statement;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.AssertProvider;

/**
 * The statements that were sent since a point in time, by all threads. As a parameter of a test method, since the method
 * began:
 *
 * <pre>{@code
 * @Test
 * void booksComeWithTheirAuthors(Statements statements) {
 *     catalog.page();
 *     assertThat(statements).hasSelects(2).touchesOnly("book", "author").hasNoRepeatedLazyLoad();
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class Statements implements AssertProvider<StatementsAssert>, AutoCloseable {

    private final StatementRecorder recorder;
    private final List<SentStatement> sent = new CopyOnWriteArrayList<>();

    Statements(StatementRecorder recorder) {
        this.recorder = recorder;
    }

    void add(SentStatement statement) {
        sent.add(statement);
    }

    /** All of them, in the order in which they ended. */
    public List<SentStatement> all() {
        return List.copyOf(sent);
    }

    /** Forgets those so far. */
    public void clear() {
        sent.clear();
    }

    /**
     * Runs a block and gives what was sent meanwhile, to be asserted:
     *
     * <pre>{@code assertThat(statements.during(() -> catalog.page())).hasCount(2);}</pre>
     *
     * @throws RuntimeException what the block throws
     */
    public Statements during(Runnable block) {
        Statements meanwhile = recorder.start();
        try (meanwhile) {
            block.run();
        }
        return meanwhile;
    }

    /** Records no more; what is recorded stays. */
    @Override
    public void close() {
        recorder.stop(this);
    }

    @Override
    public StatementsAssert assertThat() {
        return new StatementsAssert(this);
    }

    /** One line for each. */
    @Override
    public String toString() {
        return sent.isEmpty()
                ? "no statement"
                : String.join("\n", sent.stream().map(SentStatement::toString).toList());
    }
}
