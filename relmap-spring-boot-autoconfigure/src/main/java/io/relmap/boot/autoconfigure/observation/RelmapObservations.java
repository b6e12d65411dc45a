package io.relmap.boot.autoconfigure.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import io.relmap.session.FlushReport;
import io.relmap.session.Session;
import io.relmap.session.SessionListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;

/**
 * Opens an observation around each flush and each statement outside of one, and makes it the current one meanwhile: what
 * drivers and listeners do belongs to it. Nothing happens while nobody observes. Safe for use by several threads.
 */
final class RelmapObservations implements StatementListener, SessionListener, Ordered {

    /** What this thread is in: flushes may nest, of different sessions and of different applications. */
    private static final ThreadLocal<Deque<Running>> RUNNING = new ThreadLocal<>();

    private final Supplier<ObservationRegistry> registry;
    private final @Nullable FlushObservationConvention flushConvention;
    private final @Nullable StatementObservationConvention statementConvention;
    private final FlushObservationConvention defaultForFlushes =
            new DefaultFlushObservationConvention();
    private final StatementObservationConvention defaultForStatements =
            new DefaultStatementObservationConvention();

    /**
     * An observation in its scope.
     *
     * @param owner who opened it and closes it
     * @param session the session that flushes, or null for a statement
     */
    private record Running(
            RelmapObservations owner,
            @Nullable Session session,
            Observation observation,
            Observation.Context context,
            Observation.Scope scope) {

        static Running start(
                RelmapObservations owner, @Nullable Session session, Observation observation) {
            observation.start();
            return new Running(
                    owner, session, observation, observation.getContext(), observation.openScope());
        }

        void stop(@Nullable Throwable failure) {
            scope.close();
            if (failure != null) {
                observation.error(failure);
            }
            observation.stop();
        }
    }

    /**
     * @param registry asked at the first use, since it may be made later than sessions
     * @param flushConvention the application's, or null
     * @param statementConvention the application's, or null
     */
    RelmapObservations(
            Supplier<ObservationRegistry> registry,
            @Nullable FlushObservationConvention flushConvention,
            @Nullable StatementObservationConvention statementConvention) {
        this.registry = registry;
        this.flushConvention = flushConvention;
        this.statementConvention = statementConvention;
    }

    /** Before other listeners, which then are inside. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void beforeFlush(Session session) {
        if (!registry.get().isNoop()) {
            push(
                    Running.start(
                            this,
                            session,
                            RelmapObservation.FLUSH.observation(
                                    flushConvention,
                                    defaultForFlushes,
                                    FlushObservationContext::new,
                                    registry.get())));
        }
    }

    /** Not every flush that ends began here: a listener before this one may have failed. */
    @Override
    public void flushed(Session session, FlushReport report) {
        Running flush = current();
        if (flush == null || flush.session() != session) {
            return;
        }
        if (flush.context() instanceof FlushObservationContext context) {
            context.report(report);
        }
        pop();
        flush.stop(report.failure());
    }

    @Override
    public void executing(String sql, StatementCause cause) {
        if (cause.kind() == StatementCause.Kind.FLUSH || registry.get().isNoop()) {
            return;
        }
        RelmapObservation what =
                cause.kind() == StatementCause.Kind.LAZY_LOAD
                        ? RelmapObservation.LAZY_LOAD
                        : RelmapObservation.QUERY;
        push(
                Running.start(
                        this,
                        null,
                        what.observation(
                                statementConvention,
                                defaultForStatements,
                                () -> new StatementObservationContext(sql, cause),
                                registry.get())));
    }

    @Override
    public void executed(StatementExecution execution) {
        Running statement = current();
        if (statement != null
                && statement.context() instanceof StatementObservationContext
                && execution.cause().kind() != StatementCause.Kind.FLUSH) {
            pop();
            statement.stop(execution.failure());
        }
    }

    private @Nullable Running current() {
        Deque<Running> all = RUNNING.get();
        Running innermost = all == null ? null : all.peek();
        return innermost == null || innermost.owner() != this ? null : innermost;
    }

    private void push(Running observation) {
        Deque<Running> all = RUNNING.get();
        if (all == null) {
            all = new ArrayDeque<>();
            RUNNING.set(all);
        }
        all.push(observation);
    }

    private void pop() {
        Deque<Running> all = RUNNING.get();
        all.pop();
        if (all.isEmpty()) {
            RUNNING.remove();
        }
    }
}
