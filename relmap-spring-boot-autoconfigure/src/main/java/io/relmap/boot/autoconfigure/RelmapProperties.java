package io.relmap.boot.autoconfigure;

import io.relmap.mapping.Behaviour;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.observe.LazyLoadLimit.Excess;
import io.relmap.observe.ShownValues;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * What can be set under {@code relmap}.
 *
 * @param dialect Database product whose SQL is spoken, such as postgresql, h2 or sqlite. Taken from the JDBC URL, else
 *     from the connection, by default.
 * @param behaviour Whether relmap keeps its own promises or behaves as the reference in every detail.
 * @param behaviourPoints Points of behaviour that are decided by themselves, such as row-cycles, whatever holds for
 *     the rest.
 * @param schema What is done about tables.
 * @param loading How relationships are loaded.
 * @param jdbc How statements are sent.
 * @param logging What is told of statements.
 */
@ConfigurationProperties("relmap")
public record RelmapProperties(
        @Nullable String dialect,
        @DefaultValue("strict") Behaviour behaviour,
        @DefaultValue Map<BehaviourPoint, Behaviour> behaviourPoints,
        @DefaultValue Schema schema,
        @DefaultValue Loading loading,
        @DefaultValue Jdbc jdbc,
        @DefaultValue Logging logging) {

    /**
     * Tables.
     *
     * @param mode What is done about the database's tables at start. Defaults to create-drop on an embedded database
     *     that neither Flyway nor Liquibase manages, else to none.
     */
    public record Schema(@Nullable SchemaMode mode) {}

    /**
     * Loading.
     *
     * @param batchSize How many objects that were loaded together a lazy load takes along at the most; 1 switches
     *     it off.
     * @param lazyLoads What counts as too many lazy loads.
     */
    public record Loading(@Nullable Integer batchSize, @DefaultValue LazyLoads lazyLoads) {

        /**
         * Lazy loads of one relationship in one transaction.
         *
         * @param limit How many are in order. Siblings that are taken along do not count.
         * @param excess What happens beyond the limit.
         */
        public record LazyLoads(
                @DefaultValue("10") int limit, @DefaultValue("log") Excess excess) {}
    }

    /**
     * Logs, events and exceptions.
     *
     * @param values How much of the values that are bound to statements is to be seen: none, redacted (kind and length)
     *     or full.
     * @param slowFlush How long a flush may take before a warning tells what it did. Nothing is told by default. If a
     *     duration suffix is not specified, milliseconds will be used.
     */
    public record Logging(
            @DefaultValue("redacted") ShownValues values, @Nullable Duration slowFlush) {}

    /**
     * Statements.
     *
     * @param batchSize How many rows a flush sends as one batch at the most.
     * @param fetchSize How many rows the driver fetches at a time, where a query does not say it. The driver decides
     *     by default.
     * @param queryTimeout How long a single statement may take before it is cancelled. Without limit by default. Where
     *     a transaction has a timeout, the shorter of both counts. If a duration suffix is not specified, seconds
     *     will be used.
     */
    public record Jdbc(
            @DefaultValue("5000") int batchSize,
            @Nullable Integer fetchSize,
            @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration queryTimeout) {}
}
