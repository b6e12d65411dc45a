package io.relmap.boot.autoconfigure.observation;

import io.micrometer.common.KeyValues;
import io.relmap.boot.autoconfigure.observation.RelmapObservation.FlushKey;
import io.relmap.session.FlushReport;

/** What {@link RelmapObservation#FLUSH} says. */
public final class DefaultFlushObservationConvention implements FlushObservationConvention {

    /** The convention. */
    public DefaultFlushObservationConvention() {}

    @Override
    public String getName() {
        return RelmapObservation.FLUSH.getName();
    }

    @Override
    public String getContextualName(FlushObservationContext context) {
        return "flush";
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(FlushObservationContext context) {
        FlushReport report = context.report();
        return report == null
                ? KeyValues.empty()
                : KeyValues.of(
                        FlushKey.STATEMENTS.withValue(Long.toString(report.statements())),
                        FlushKey.ROWS.withValue(Long.toString(report.rows())));
    }
}
