package io.relmap.boot.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.relmap.observe.LazyLoadListener;
import io.relmap.observe.RepeatedLazyLoad;
import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import io.relmap.session.FlushReport;
import io.relmap.session.Session;
import io.relmap.session.SessionListener;
import io.relmap.session.SessionReport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Turns what relmap tells its listeners into meters:
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>type</th><th>tags</th><th>unit</th><th>what</th></tr>
 * <tr><td>relmap.sessions</td><td>timer</td><td>-</td><td>time</td><td>sessions, from their opening to their end</td></tr>
 * <tr><td>relmap.sessions.active</td><td>gauge</td><td>-</td><td>sessions</td><td>sessions that are open</td></tr>
 * <tr><td>relmap.identity.map.hits</td><td>counter</td><td>-</td><td>objects</td><td>objects asked for by key that their
 * session had</td></tr>
 * <tr><td>relmap.flush</td><td>timer</td><td>outcome</td><td>time</td><td>flushes that had something to write</td></tr>
 * <tr><td>relmap.flush.actions</td><td>summary</td><td>-</td><td>actions</td><td>steps of the plan of a flush</td></tr>
 * <tr><td>relmap.flush.statements</td><td>summary</td><td>-</td><td>statements</td><td>statements of a flush</td></tr>
 * <tr><td>relmap.flush.rows</td><td>summary</td><td>-</td><td>rows</td><td>rows of values that a flush sent</td></tr>
 * <tr><td>relmap.statements</td><td>counter</td><td>cause, outcome</td><td>statements</td><td>statements sent; a batch is
 * one</td></tr>
 * <tr><td>relmap.batch.size</td><td>summary</td><td>-</td><td>rows</td><td>rows of values sent with a statement of a
 * flush</td></tr>
 * <tr><td>relmap.loads</td><td>counter</td><td>relationship, strategy</td><td>statements</td><td>statements that load a
 * relationship: lazy, or select-in beside the query; what a query joins has none of its own</td></tr>
 * <tr><td>relmap.lazy.loads.repeated</td><td>counter</td><td>relationship</td><td>statements</td><td>lazy loads in
 * transactions that did more of them than {@code relmap.loading.lazy-loads.limit}</td></tr>
 * <tr><td>relmap.stale.data</td><td>counter</td><td>-</td><td>flushes</td><td>flushes that found a row changed or deleted by
 * somebody else</td></tr>
 * <tr><td>relmap.rollbacks</td><td>counter</td><td>-</td><td>transactions</td><td>transactions rolled back in which a session
 * took part</td></tr>
 * </table>
 *
 * <p>It counts in each registry from the moment at which that is bound; sessions that are open are known from the start. Safe for use by
 * several threads.
 */
public final class RelmapMetrics
        implements MeterBinder, StatementListener, SessionListener, LazyLoadListener {

    private final AtomicLong active = new AtomicLong();
    private final Map<MeterRegistry, Meters> meters = new ConcurrentHashMap<>();

    /** Unbound meters. */
    public RelmapMetrics() {}

    @Override
    public void bindTo(MeterRegistry registry) {
        meters.computeIfAbsent(registry, one -> new Meters(one, active));
    }

    @Override
    public void executed(StatementExecution execution) {
        count(bound -> bound.count(execution));
    }

    @Override
    public void opened(Session session) {
        active.incrementAndGet();
    }

    @Override
    public void ended(Session session, SessionReport report) {
        active.decrementAndGet();
        count(bound -> bound.count(report));
    }

    @Override
    public void flushed(Session session, FlushReport report) {
        count(bound -> bound.count(report));
    }

    @Override
    public void afterRollback(Session session) {
        count(Meters::countRollback);
    }

    @Override
    public void tooMany(RepeatedLazyLoad found) {
        count(bound -> bound.count(found));
    }

    private void count(Consumer<Meters> what) {
        meters.values().forEach(what);
    }
}
