package io.relmap.boot.autoconfigure.observation;

import io.micrometer.observation.Observation;
import io.relmap.session.FlushReport;
import org.jspecify.annotations.Nullable;

/** What is known of an observed flush. */
public final class FlushObservationContext extends Observation.Context {

    private @Nullable FlushReport report;

    FlushObservationContext() {}

    /** How it went; null until it is over. */
    public @Nullable FlushReport report() {
        return report;
    }

    void report(FlushReport value) {
        report = value;
    }
}
