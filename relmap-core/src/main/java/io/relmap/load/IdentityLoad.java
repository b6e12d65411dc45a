package io.relmap.load;

import io.relmap.error.ErrorCode;
import io.relmap.error.ObjectDeletedException;
import io.relmap.load.PlanRequest.Scope;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Deferral;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementCause.Kind;
import io.relmap.schema.Column;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Parameter;
import io.relmap.sql.RowLock;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads single objects by their key: get, refresh, and expired columns (spec SE-41, SE-54, SE-55). */
final class IdentityLoad {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.load");

    private final Loader loader;
    private final LoadContext context;

    IdentityLoad(Loader loader) {
        this.loader = loader;
        this.context = loader.context();
    }

    @Nullable Object get(Mapper mapper, Object key, LoadOptions options) {
        IdentityKey identity = KeyForms.identity(mapper, key);
        if (identity == null) {
            warnOfNull(mapper);
            return null;
        }
        InstanceState known = context.identityMap().get(identity);
        boolean wasKnown = known != null;
        if (known == null || known.hasStaleColumns()) {
            context.autoflush();
            known = context.identityMap().get(identity);
        }
        if (known == null && wasKnown) {
            return null; // the flush has deleted it
        } else if (known == null) {
            options.checkCriteria();
            List<InstanceState> found =
                    new LoadRun(loader, EnumSet.noneOf(LoadFlag.class), cause(Kind.GET, mapper))
                            .list(select(mapper, options), values(identity));
            return found.isEmpty() ? null : found.get(0).entity();
        }
        context.identityMap().pin(known);
        try {
            if (known.hasStaleColumns()) {
                loader.refreshInFlush(known); // flushed above, once
            } else {
                loader.foundByIdentity();
            }
            return known.entity();
        } catch (ObjectDeletedException gone) {
            context.vanished(known);
            return null;
        }
    }

    /** Reads and locks the row, whatever is known of it, and overwrites that (spec SE-42, LO-125). */
    @Nullable Object get(Mapper mapper, Object key, LoadOptions options, RowLock lock) {
        if (lock == RowLock.NONE) {
            return get(mapper, key, options);
        }
        IdentityKey identity = KeyForms.identity(mapper, key);
        if (identity == null) {
            warnOfNull(mapper);
            return null;
        }
        boolean wasKnown = context.identityMap().get(identity) != null;
        context.autoflush();
        InstanceState known = context.identityMap().get(identity);
        if (wasKnown && known == null) {
            return null; // the flush has deleted it
        }
        options.checkCriteria();
        List<InstanceState> found =
                new LoadRun(
                                loader,
                                EnumSet.of(LoadFlag.OVERWRITE, LoadFlag.SAME_VERSION),
                                cause(Kind.GET, mapper))
                        .list(whole(mapper, options, lock), values(identity));
        if (!found.isEmpty()) {
            return found.get(0).entity();
        } else if (known != null && lock != RowLock.FOR_UPDATE_SKIP_LOCKED) {
            context.vanished(known);
        }
        return null;
    }

    /** Locks the row of an object, which keeps what it has loaded (spec SE-54, LO-125). */
    void lock(InstanceState state, RowLock lock) {
        Mapper mapper = state.requireMapper();
        LoadOptions options = LazyLoad.optionsOf(state).sticky();
        reload(
                state,
                planned(mapper, options, Set.of(), Scope.COLUMNS, lock),
                EnumSet.of(LoadFlag.SAME_VERSION),
                column -> true);
    }

    private static void warnOfNull(Mapper mapper) {
        LOG.warn("A key of {} that is null, or partly null, has no object.", mapper);
    }

    /** One SELECT fills all expired columns, mapped joins along with a whole object (LO-64). */
    void refreshExpired(InstanceState state) {
        Scope scope = isWhollyExpired(state) ? Scope.REFRESH : Scope.COLUMNS;
        reload(state, scope, RowLock.NONE, column -> true);
    }

    void refresh(InstanceState state, RowLock lock) {
        reload(state, Scope.REFRESH, lock, column -> true);
    }

    /** Of columns just these are filled (spec SE-55); a relationship may need any of them. */
    void refresh(InstanceState state, Collection<String> attributes) {
        Mapper mapper = state.requireMapper();
        boolean onlyColumns =
                attributes.stream().allMatch(name -> mapper.findRelationship(name) == null);
        if (state.hasExpiredColumns()) {
            reload(
                    state,
                    Scope.COLUMNS,
                    RowLock.NONE,
                    column -> !onlyColumns || attributes.contains(column.name()));
        }
        for (String name : attributes) {
            ColumnAttribute column = mapper.findColumn(name);
            if (column != null && state.isExpired(column)) {
                loadDeferred(state, column);
            }
            Relationship relationship = state.requireMapper().findRelationship(name);
            if (relationship != null && !state.isPresent(relationship.slot())) {
                LoadRun.store(relationship, state, loader.lazy().loadNow(state, relationship));
            }
        }
    }

    /** One SELECT for a column and those of its group (spec LO-114). */
    void loadDeferred(InstanceState state, ColumnAttribute attribute) {
        Predicate<ColumnAttribute> together =
                each -> each.equals(attribute) || (each.isDeferred() && isOfGroup(each, attribute));
        PlannedSelect select =
                planned(
                        state.requireMapper(),
                        LoadOptions.NONE,
                        Set.of(),
                        together,
                        Scope.COLUMNS,
                        RowLock.NONE);
        reload(state, select, EnumSet.noneOf(LoadFlag.class), column -> true);
    }

    private static boolean isOfGroup(ColumnAttribute one, ColumnAttribute other) {
        Deferral deferral = one.deferral();
        return deferral != null && deferral.group() != null && deferral.equals(other.deferral());
    }

    private void reload(
            InstanceState state, Scope scope, RowLock lock, Predicate<ColumnAttribute> filled) {
        Mapper mapper = state.requireMapper();
        LoadOptions options = LazyLoad.optionsOf(state).sticky();
        boolean isWhole = scope == Scope.REFRESH;
        Predicate<ColumnAttribute> columns =
                column -> options.reads(column, mapper) || isPlainField(column, mapper);
        Predicate<ColumnAttribute> missing =
                column ->
                        isWhole
                                || state.isExpired(column)
                                || !state.isSet(column)
                                || column.equals(mapper.version());
        reload(
                state,
                planned(mapper, options, settled(state), columns.and(missing), scope, lock),
                EnumSet.noneOf(LoadFlag.class),
                filled);
        for (ColumnAttribute attribute : mapper.columns()) {
            if (state.isExpired(attribute) && !columns.test(attribute)) {
                state.defer(attribute, null); // left out once more (spec LO-115)
            }
        }
        if (isWhole && state.loadContext() instanceof LoadGroup group) {
            state.loadContext(group.lasting(state));
        }
    }

    /** A plain field cannot load itself later: a reload that left it out would leave it behind for good. */
    private static boolean isPlainField(ColumnAttribute column, Mapper mapper) {
        return mapper.entityClass() != null && !column.isDeferred();
    }

    private void reload(
            InstanceState state,
            PlannedSelect select,
            Set<LoadFlag> flags,
            Predicate<ColumnAttribute> filled) {
        IdentityKey identity = Objects.requireNonNull(state.identity(), "an object with identity");
        Mapper mapper = state.requireMapper();
        List<InstanceState> found =
                new LoadRun(loader, flags, cause(Kind.REFRESH, mapper), filled)
                        .list(select, values(identity));
        if (found.isEmpty()) {
            throw gone(state);
        }
    }

    /** There is no row any more to reload an object from. */
    static ObjectDeletedException gone(InstanceState state) {
        String reason =
                state.lifeCycle() == LifeCycle.DELETED
                        ? " is gone: this session has deleted it, and its expired attributes can be"
                                + " loaded no more. Read them before the flush."
                        : " is gone: it was deleted outside of this session. Expunge the object, or"
                                + " look it up with get(), which answers null.";
        return new ObjectDeletedException(
                ErrorCode.OBJECT_DELETED,
                "The row of "
                        + state
                        + " in table "
                        + state.requireMapper().table().name()
                        + reason);
    }

    /** The relationships that are reloaded with an object's expired columns (spec LO-64). */
    static List<Relationship> toReload(InstanceState state) {
        return isWhollyExpired(state) ? state.requireMapper().relationships() : List.of();
    }

    private static StatementCause cause(Kind kind, Mapper mapper) {
        return StatementCause.of(
                kind, () -> (kind == Kind.GET ? "get of " : "refresh of ") + mapper);
    }

    static boolean isWhollyExpired(InstanceState state) {
        for (ColumnAttribute attribute : state.requireMapper().columns()) {
            if (!state.isExpired(attribute)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The relationships that are not loaded along, because they have a value or a change waits for the flush:
     * only what has expired is reloaded.
     */
    private static Set<Relationship> settled(InstanceState state) {
        return state.requireMapper().relationships().stream()
                .filter(relationship -> !LoadRun.isOpen(relationship, state))
                .collect(Collectors.toSet());
    }

    private PlannedSelect select(Mapper mapper, LoadOptions options) {
        return options.equals(LoadOptions.NONE)
                ? context.cache().byKey(mapper, each -> whole(each, options, RowLock.NONE))
                : whole(mapper, options, RowLock.NONE);
    }

    private PlannedSelect whole(Mapper mapper, LoadOptions options, RowLock lock) {
        return planned(mapper, options, Set.of(), Scope.EVERYTHING, lock);
    }

    private PlannedSelect planned(
            Mapper mapper,
            LoadOptions options,
            Set<Relationship> cancelled,
            Scope scope,
            RowLock lock) {
        return planned(
                mapper, options, cancelled, column -> options.reads(column, mapper), scope, lock);
    }

    private PlannedSelect planned(
            Mapper mapper,
            LoadOptions options,
            Set<Relationship> cancelled,
            Predicate<ColumnAttribute> columns,
            Scope scope,
            RowLock lock) {
        TableRef table = TableRef.of(mapper.table());
        Select.Builder base = Select.builder().from(table).lock(lock);
        for (Column column : mapper.table().primaryKey()) {
            base.where(
                    Binary.eq(
                            new ColumnRef(table, column, Set.of()),
                            new Parameter(column, column.type())));
        }
        return PlanBuilder.plan(
                new PlanRequest(
                        LoadPath.root(mapper),
                        table,
                        base.build(),
                        List.of(),
                        options,
                        Map.of(),
                        cancelled,
                        columns,
                        scope),
                new Aliases(),
                context.cache());
    }

    private static Map<Object, @Nullable Object> values(IdentityKey identity) {
        Map<Object, @Nullable Object> values = new HashMap<>();
        List<Column> key = identity.mapper().table().primaryKey();
        for (int i = 0; i < key.size(); i++) {
            values.put(key.get(i), identity.value(i));
        }
        return values;
    }
}
