package io.relmap.boot.autoconfigure;

import io.relmap.session.FlushReport;
import io.relmap.session.Session;
import io.relmap.session.SessionListener;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of flushes that take long, with what they did and why. Its numbers are fields for logs that keep them. */
final class SlowFlushLog implements SessionListener {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.flush");

    private final Duration limit;

    SlowFlushLog(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void flushed(Session session, FlushReport report) {
        if (report.duration().compareTo(limit) < 0) {
            return;
        }
        LOG.atWarn()
                .addKeyValue("relmap.millis", report.duration().toMillis())
                .addKeyValue("relmap.statements", report.statements())
                .addKeyValue("relmap.rows", report.rows())
                .addKeyValue("relmap.failed", report.failure() != null)
                .log(
                        "A flush took {} ms, {} statement(s) and {} row(s), more than the {} ms of"
                                + " relmap.logging.slow-flush{}. It did:\n{}",
                        report.duration().toMillis(),
                        report.statements(),
                        report.rows(),
                        limit.toMillis(),
                        report.failure() == null ? "" : ", and FAILED",
                        report.plan() == null ? "nothing" : report.plan().describe());
    }
}
