package io.relmap.boot.autoconfigure.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.relmap.error.StaleDataException;
import io.relmap.observe.RepeatedLazyLoad;
import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementExecution;
import io.relmap.session.FlushReport;
import io.relmap.session.SessionReport;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one registry, made at once, so that they are there before anything happens; those of a relationship at its
 * first load, since there may be thousands.
 */
final class Meters {

    private final MeterRegistry registry;
    private final Timer sessions;
    private final Counter identityHits;
    private final Timer flushed;
    private final Timer flushFailed;
    private final DistributionSummary flushActions;
    private final DistributionSummary flushStatements;
    private final DistributionSummary flushRows;
    private final Map<StatementCause.Kind, Counter> succeeded =
            new EnumMap<>(StatementCause.Kind.class);
    private final Map<StatementCause.Kind, Counter> failed =
            new EnumMap<>(StatementCause.Kind.class);
    private final DistributionSummary batchSize;
    private final Map<Load, Counter> loads = new ConcurrentHashMap<>();
    private final Counter stale;
    private final Counter rollbacks;

    /** A relationship that is loaded by a statement of its own. */
    private record Load(String relationship, String strategy) {}

    Meters(MeterRegistry registry, AtomicLong active) {
        this.registry = registry;
        Gauge.builder("relmap.sessions.active", active, AtomicLong::get)
                .description("Sessions that are open")
                .baseUnit("sessions")
                .register(registry);
        sessions =
                Timer.builder("relmap.sessions")
                        .description("Sessions, from their opening to their end")
                        .register(registry);
        identityHits =
                counter(
                        "relmap.identity.map.hits",
                        "objects",
                        "Objects asked for by key that their session had");
        flushed = flushes("success");
        flushFailed = flushes("error");
        flushActions = summary("relmap.flush.actions", "actions", "Steps of the plan of a flush");
        flushStatements = summary("relmap.flush.statements", "statements", "Statements of a flush");
        flushRows = summary("relmap.flush.rows", "rows", "Rows of values that a flush sent");
        for (StatementCause.Kind kind : StatementCause.Kind.values()) {
            succeeded.put(kind, statements(kind, "success"));
            failed.put(kind, statements(kind, "error"));
        }
        batchSize =
                summary(
                        "relmap.batch.size",
                        "rows",
                        "Rows of values sent with one statement of a flush");
        stale =
                counter(
                        "relmap.stale.data",
                        "flushes",
                        "Flushes that found a row changed or deleted by somebody else");
        rollbacks =
                counter("relmap.rollbacks", "transactions", "Transactions that were rolled back");
    }

    private Counter counter(String name, String unit, String description) {
        return Counter.builder(name).description(description).baseUnit(unit).register(registry);
    }

    private DistributionSummary summary(String name, String unit, String description) {
        return DistributionSummary.builder(name)
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }

    private Counter statements(StatementCause.Kind kind, String outcome) {
        return Counter.builder("relmap.statements")
                .description("Statements sent to the database")
                .baseUnit("statements")
                .tag("cause", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .tag("outcome", outcome)
                .register(registry);
    }

    private Timer flushes(String outcome) {
        return Timer.builder("relmap.flush")
                .description("Flushes that had something to write")
                .tag("outcome", outcome)
                .register(registry);
    }

    void count(StatementExecution execution) {
        StatementCause cause = execution.cause();
        Counter counter = (execution.failure() == null ? succeeded : failed).get(cause.kind());
        if (counter != null) {
            counter.increment();
        }
        if (cause.kind() == StatementCause.Kind.FLUSH) {
            batchSize.record(execution.batchSize());
        }
        String relationship = cause.relationship();
        if (relationship != null) {
            String strategy = cause.kind() == StatementCause.Kind.LAZY_LOAD ? "lazy" : "select-in";
            loads.computeIfAbsent(new Load(relationship, strategy), this::loads).increment();
        }
    }

    private Counter loads(Load load) {
        return Counter.builder("relmap.loads")
                .description("Statements that load one relationship")
                .baseUnit("statements")
                .tag("relationship", load.relationship())
                .tag("strategy", load.strategy())
                .register(registry);
    }

    void count(RepeatedLazyLoad found) {
        Counter.builder("relmap.lazy.loads.repeated")
                .description("Lazy loads in transactions that did more of them than the limit")
                .baseUnit("statements")
                .tag("relationship", found.relationship())
                .register(registry)
                .increment((double) found.loads());
    }

    void count(SessionReport report) {
        sessions.record(report.duration());
        identityHits.increment((double) report.identityHits());
    }

    void count(FlushReport report) {
        (report.failure() == null ? flushed : flushFailed).record(report.duration());
        if (report.plan() != null) {
            flushActions.record(report.plan().steps().size());
        }
        flushStatements.record((double) report.statements());
        flushRows.record((double) report.rows());
        if (isStale(report.failure())) {
            stale.increment();
        }
    }

    private static boolean isStale(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StaleDataException) {
                return true;
            }
        }
        return false;
    }

    void countRollback() {
        rollbacks.increment();
    }
}
