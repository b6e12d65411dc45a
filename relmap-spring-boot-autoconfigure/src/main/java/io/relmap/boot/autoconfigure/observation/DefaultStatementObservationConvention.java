package io.relmap.boot.autoconfigure.observation;

import io.micrometer.common.KeyValues;
import io.relmap.boot.autoconfigure.observation.RelmapObservation.LoadKey;
import io.relmap.boot.autoconfigure.observation.RelmapObservation.StatementKey;
import java.util.Locale;

/** What {@link RelmapObservation#QUERY} and {@link RelmapObservation#LAZY_LOAD} say. */
public final class DefaultStatementObservationConvention implements StatementObservationConvention {

    /** The convention. */
    public DefaultStatementObservationConvention() {}

    @Override
    public String getContextualName(StatementObservationContext context) {
        return context.cause().text();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(StatementObservationContext context) {
        String relationship = context.cause().relationship();
        String kind = context.cause().kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return KeyValues.of(
                LoadKey.CAUSE.withValue(kind),
                LoadKey.RELATIONSHIP.withValue(relationship == null ? "none" : relationship));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(StatementObservationContext context) {
        return KeyValues.of(StatementKey.TEXT.withValue(context.sql()));
    }
}
