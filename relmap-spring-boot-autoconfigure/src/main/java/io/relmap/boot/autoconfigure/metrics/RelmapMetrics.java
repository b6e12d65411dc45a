package io.relmap.boot.autoconfigure.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.relmap.observe.LazyLoadListener;
import io.relmap.observe.RepeatedLazyLoad;
import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import io.relmap.session.FlushReport;
import io.relmap.session.Session;
import io.relmap.session.SessionListener;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what relmap tells its listeners into meters:
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>type</th><th>tags</th><th>what</th></tr>
 * <tr><td>relmap.flush</td><td>timer</td><td>outcome</td><td>flushes that had something to write</td></tr>
 * <tr><td>relmap.statements</td><td>counter</td><td>cause, outcome</td><td>statements sent; a batch is one</td></tr>
 * <tr><td>relmap.batch.size</td><td>summary</td><td>-</td><td>rows of values sent with a statement of a flush</td></tr>
 * <tr><td>relmap.lazy.loads.repeated</td><td>counter</td><td>relationship</td><td>lazy loads in transactions that did more of
 * them than {@code relmap.loading.lazy-loads.limit}</td></tr>
 * </table>
 *
 * <p>It counts from the moment at which a registry is bound. Safe for use by several threads.
 */
public final class RelmapMetrics
        implements MeterBinder, StatementListener, SessionListener, LazyLoadListener {

    private volatile @Nullable Meters meters;

    /** Unbound meters. */
    public RelmapMetrics() {}

    @Override
    public void bindTo(MeterRegistry registry) {
        meters = new Meters(registry);
    }

    @Override
    public void executed(StatementExecution execution) {
        Meters bound = meters;
        if (bound != null) {
            bound.count(execution);
        }
    }

    @Override
    public void flushed(Session session, FlushReport report) {
        Meters bound = meters;
        if (bound != null) {
            bound.count(report);
        }
    }

    @Override
    public void tooMany(RepeatedLazyLoad found) {
        Meters bound = meters;
        if (bound != null) {
            bound.count(found);
        }
    }

    /** The meters of one registry, all made at once, so that they are there before anything happens. */
    private static final class Meters {

        private final MeterRegistry registry;
        private final Map<StatementCause.Kind, Counter> succeeded =
                new EnumMap<>(StatementCause.Kind.class);
        private final Map<StatementCause.Kind, Counter> failed =
                new EnumMap<>(StatementCause.Kind.class);
        private final Timer flushed;
        private final Timer flushFailed;
        private final DistributionSummary batchSize;

        Meters(MeterRegistry registry) {
            this.registry = registry;
            for (StatementCause.Kind kind : StatementCause.Kind.values()) {
                succeeded.put(kind, statements(registry, kind, "success"));
                failed.put(kind, statements(registry, kind, "error"));
            }
            flushed = flushes(registry, "success");
            flushFailed = flushes(registry, "error");
            batchSize =
                    DistributionSummary.builder("relmap.batch.size")
                            .description("Rows of values sent with one statement of a flush")
                            .baseUnit("rows")
                            .register(registry);
        }

        private static Counter statements(
                MeterRegistry registry, StatementCause.Kind kind, String outcome) {
            return Counter.builder("relmap.statements")
                    .description("Statements sent to the database")
                    .tag("cause", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .tag("outcome", outcome)
                    .register(registry);
        }

        private static Timer flushes(MeterRegistry registry, String outcome) {
            return Timer.builder("relmap.flush")
                    .description("Flushes that had something to write")
                    .tag("outcome", outcome)
                    .register(registry);
        }

        void count(StatementExecution execution) {
            StatementCause.Kind kind = execution.cause().kind();
            Map<StatementCause.Kind, Counter> counters =
                    execution.failure() == null ? succeeded : failed;
            Counter counter = counters.get(kind);
            if (counter != null) {
                counter.increment();
            }
            if (kind == StatementCause.Kind.FLUSH) {
                batchSize.record(execution.batchSize());
            }
        }

        /** Only made where it happens: there may be thousands of relationships. */
        void count(RepeatedLazyLoad found) {
            Counter.builder("relmap.lazy.loads.repeated")
                    .description("Lazy loads in transactions that did more of them than the limit")
                    .tag("relationship", found.relationship())
                    .register(registry)
                    .increment((double) found.loads());
        }

        void count(FlushReport report) {
            (report.failure() == null ? flushed : flushFailed).record(report.duration());
        }
    }
}
