package io.relmap;

import io.relmap.ddl.SchemaOperations;
import io.relmap.dialect.Dialect;
import io.relmap.dialect.Dialects;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.flush.RowEvents;
import io.relmap.flush.UnitOfWork;
import io.relmap.holder.DynamicShapes;
import io.relmap.holder.EntityInstances;
import io.relmap.jdbc.ConnectionSource;
import io.relmap.jdbc.Database;
import io.relmap.jdbc.ExecutionSettings;
import io.relmap.load.LazyLoadRules;
import io.relmap.load.LoaderCache;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.mapping.Behaviours;
import io.relmap.mapping.Mapping;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.MappingOptions;
import io.relmap.mapping.config.NamingStrategy;
import io.relmap.observe.EntityListener;
import io.relmap.observe.LazyLoadLimit;
import io.relmap.observe.LazyLoadListener;
import io.relmap.observe.ShownValues;
import io.relmap.observe.StatementListener;
import io.relmap.query.QueryClasses;
import io.relmap.session.SessionListener;
import io.relmap.session.SessionOptions;
import io.relmap.session.SessionSetup;
import io.relmap.state.FieldAccessFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link Relmap} is made of. Not thread-safe. */
public final class RelmapBuilder {

    private final MappingBuilder mapping = new MappingBuilder();
    private final List<SessionListener> sessionListeners = new ArrayList<>();
    private final List<EntityListener> entityListeners = new ArrayList<>();
    private final List<StatementListener> statementListeners = new ArrayList<>();
    private @Nullable ConnectionSource connections;
    private @Nullable DataSource dataSource;
    private @Nullable Dialect dialect;
    private Behaviours behaviours = Behaviours.STRICT;
    private NamingStrategy naming = NamingStrategy.SNAKE_CASE;
    private @Nullable String defaultSchema;
    private int batchSize = MappingOptions.DEFAULT_BATCH_SIZE;
    private boolean strictWarnings;
    private SessionOptions options = SessionOptions.defaults();
    private ExecutionSettings execution = ExecutionSettings.DEFAULT;
    private ShownValues shown = ShownValues.REDACTED;
    private LazyLoadLimit lazyLoadLimit = LazyLoadLimit.DEFAULT;
    private final List<LazyLoadListener> lazyLoadListeners = new ArrayList<>();

    RelmapBuilder() {}

    /** Where connections come from. */
    public RelmapBuilder dataSource(DataSource source) {
        dataSource = source;
        connections = ConnectionSource.of(source);
        return this;
    }

    /** Where connections come from, where it is no data source; the dialect must be given too. */
    public RelmapBuilder connectionSource(ConnectionSource source) {
        connections = source;
        return this;
    }

    /** The kind of database; found out from the data source where it is not given. */
    public RelmapBuilder dialect(Dialect value) {
        dialect = value;
        return this;
    }

    /** Adds annotated classes. */
    public RelmapBuilder entities(Class<?>... classes) {
        return entities(Arrays.asList(classes));
    }

    /** Adds annotated classes. */
    public RelmapBuilder entities(Collection<? extends Class<?>> classes) {
        mapping.entities(classes);
        return this;
    }

    /** Maps in code: classes without annotations, entities without classes, tables without entities. */
    public RelmapBuilder mapping(Consumer<MappingBuilder> configuration) {
        configuration.accept(mapping);
        return this;
    }

    /**
     * Whether relmap keeps its promises where the reference does not; it does by default. Points that are decided
     * by themselves stay as they are.
     */
    public RelmapBuilder behaviour(Behaviour value) {
        behaviours = behaviours.with(value);
        return this;
    }

    /** Decides one point by itself, whatever holds for the rest (spec 02 section 6.2). */
    public RelmapBuilder behaviour(BehaviourPoint point, Behaviour value) {
        behaviours = behaviours.with(point, value);
        return this;
    }

    /** How tables and columns are called that are not given a name. */
    public RelmapBuilder naming(NamingStrategy strategy) {
        naming = strategy;
        return this;
    }

    /** The schema of tables that give none. */
    public RelmapBuilder defaultSchema(String schema) {
        defaultSchema = schema;
        return this;
    }

    /** How many siblings a lazy load takes along at the most; 1 for none. */
    public RelmapBuilder lazyBatchSize(int size) {
        batchSize = size;
        return this;
    }

    /**
     * How many lazy loads of one relationship a transaction may do, and what happens beyond that (spec PE-3); {@link
     * LazyLoadLimit#DEFAULT} if this is not called.
     */
    public RelmapBuilder lazyLoadLimit(LazyLoadLimit limit) {
        lazyLoadLimit = limit;
        return this;
    }

    /**
     * How many rows a flush sends as one batch at the most; 5,000 by default.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public RelmapBuilder writeBatchSize(int rows) {
        execution = execution.batchSize(rows);
        return this;
    }

    /**
     * How many rows the driver fetches at a time, where a query does not say it itself; the driver's own default if
     * this is not called, or with 0, and 500 for streams.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public RelmapBuilder fetchSize(int rows) {
        execution = execution.fetchSize(rows);
        return this;
    }

    /**
     * How long a single statement may take before the driver cancels it, rounded up to whole seconds; without limit if
     * this is not called, or with zero. Where a transaction has a time limit, the shorter of both counts.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public RelmapBuilder queryTimeout(Duration limit) {
        int whole = (int) Math.min(limit.toSeconds(), Integer.MAX_VALUE - 1); // JDBC counts in ints
        int seconds = limit.isNegative() ? -1 : whole + (limit.toNanosPart() > 0 ? 1 : 0);
        execution = execution.timeoutSeconds(seconds);
        return this;
    }

    /**
     * How much of the values that are bound to statements is to be seen in the SQL log (logger {@code relmap.sql}, level
     * trace), by statement listeners and in exceptions; {@link ShownValues#REDACTED} if this is not called. Keys of
     * objects are their names, and are shown in any case; the driver's own messages are not touched.
     */
    public RelmapBuilder shownValues(ShownValues value) {
        shown = value;
        return this;
    }

    /** Makes warnings of the configuration errors. */
    public RelmapBuilder failOnWarnings() {
        strictWarnings = true;
        return this;
    }

    /** What sessions have that are opened without options of their own. */
    public RelmapBuilder sessionOptions(SessionOptions value) {
        options = value;
        return this;
    }

    /** Tells a listener of what becomes of objects and transactions. */
    public RelmapBuilder listener(SessionListener listener) {
        sessionListeners.add(listener);
        return this;
    }

    /** Tells a listener before and after rows are written. */
    public RelmapBuilder listener(EntityListener listener) {
        entityListeners.add(listener);
        return this;
    }

    /** Tells a listener of relationships that are loaded lazily too often. */
    public RelmapBuilder lazyLoadListener(LazyLoadListener listener) {
        lazyLoadListeners.add(listener);
        return this;
    }

    /** Tells a listener of each statement. */
    public RelmapBuilder listener(StatementListener listener) {
        statementListeners.add(listener);
        return this;
    }

    /**
     * Builds and checks the mapping. Asks the database for nothing but its kind.
     *
     * @throws io.relmap.error.MappingException if anything is wrong with the mapping; it lists every problem
     */
    public Relmap build() {
        ConnectionSource source = connections;
        if (source == null) {
            throw new InvalidRequestException(
                    ErrorCode.CONNECTION,
                    "There is no database: give the builder a dataSource(...) or a"
                            + " connectionSource(...).");
        }
        DynamicShapes dynamic = new DynamicShapes(behaviours);
        Mapping built =
                mapping.build(
                        new MappingOptions(
                                behaviours,
                                naming,
                                defaultSchema,
                                batchSize,
                                strictWarnings,
                                new FieldAccessFactory(),
                                dynamic));
        QueryClasses.check(built);
        EntityInstances instances = EntityInstances.bind(built.mappers(), dynamic);
        Database database =
                new Database(
                        dialectOrDetected(),
                        execution,
                        shown,
                        StatementListener.all(statementListeners));
        return new Relmap(
                new SessionSetup(
                        built,
                        instances,
                        new UnitOfWork(built.mappers(), instances::shapeOf, database.dialect()),
                        new LoaderCache(database.dialect(), behaviours),
                        source,
                        database,
                        sessionListeners,
                        new RowEvents(entityListeners),
                        new LazyLoadRules(lazyLoadLimit, lazyLoadListeners)),
                options,
                new SchemaOperations(built.metaData(), database, source));
    }

    private Dialect dialectOrDetected() {
        Dialect given = dialect;
        if (given != null) {
            return given;
        }
        DataSource source = dataSource;
        if (source == null) {
            throw new InvalidRequestException(
                    ErrorCode.CONNECTION,
                    "The kind of database is not known: give the builder a dialect(...) together with"
                            + " connectionSource(...).");
        }
        return Dialects.of(source);
    }
}
