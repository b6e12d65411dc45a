package io.relmap.load;

import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.ObjectDeletedException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.state.FetchMode;
import io.relmap.state.IdentityKey;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import io.relmap.state.Members;
import io.relmap.state.Unknown;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the value of one relationship of one object at its first access (spec 04 section 3). */
final class LazyLoad {

    /** The identity map has no answer. */
    private static final Object NOT_THERE = new Object();

    private final Loader loader;
    private final LoadContext context;
    private final Siblings siblings;
    private final LazyLoadWatch watch;

    LazyLoad(Loader loader) {
        this.loader = loader;
        this.context = loader.context();
        this.siblings = new Siblings(loader);
        this.watch = new LazyLoadWatch(context.lazyLoads());
    }

    /** Results loaded ahead. */
    Siblings siblings() {
        return siblings;
    }

    /** Counts them. */
    LazyLoadWatch watch() {
        return watch;
    }

    /** The value of an absent slot; {@link Unknown#UNKNOWN} where the mode forbids to find out. */
    @Nullable Object load(
            InstanceState owner, Relationship relationship, FetchMode mode, KeySource source) {
        if (!owner.hasIdentity()) {
            return withoutIdentity(owner, relationship, mode);
        }
        if (!mode.mayAskIdentityMap()) {
            return Unknown.UNKNOWN;
        }
        boolean byProgram = isByProgram(relationship, mode, source);
        LoadOptions options = optionsOf(owner);
        Lazy strategy = Strategies.atAccess(relationship, options);
        if (strategy == Lazy.NO_LOAD) {
            return empty(relationship);
        } else if (strategy == Lazy.RAISE && byProgram) {
            throw raised(relationship, owner, strategy);
        }
        boolean wasAbsent = !owner.isPresent(relationship.slot());
        if (!hasKey(owner, relationship, mode, source)) {
            return Unknown.UNKNOWN;
        }
        if (wasAbsent && owner.isPresent(relationship.slot())) {
            return present(owner, relationship); // the refresh of its columns brought it along
        }
        boolean isNarrowed = byProgram && options.isNarrowed(relationship);
        if (relationship.join().useGet() && !isNarrowed) {
            Object known = fromIdentityMap(owner, relationship, mode, source);
            if (known != NOT_THERE) {
                return known;
            }
        }
        boolean mayLoad =
                mode.mayLoadRelated()
                        || (mode == FetchMode.NO_FETCH_RELATED && !relationship.join().useGet());
        if (!mayLoad) {
            return Unknown.UNKNOWN;
        } else if (strategy == Lazy.RAISE_ON_SQL && byProgram) {
            throw raised(relationship, owner, strategy);
        }
        Object found = bySql(owner, relationship, source, options, byProgram);
        if (byProgram && options.detailsOf(relationship).criterion() != null) {
            owner.markPartial(relationship.slot());
        }
        return found;
    }

    /** An access, or a replacement that must know the old value; the flush is never refused (LO-32). */
    private static boolean isByProgram(
            Relationship relationship, FetchMode mode, KeySource source) {
        return switch (mode) {
            case FULL -> source == KeySource.CURRENT;
            case ONLY_PERSISTENT -> source == KeySource.CURRENT || relationship.join().useGet();
            default -> false;
        };
    }

    /** As an access does it, within a load: no autoflush, no refusal (spec LO-33). */
    @Nullable Object loadNow(InstanceState owner, Relationship relationship) {
        return loadNow(
                owner,
                FollowUp.of(
                        relationship,
                        FollowUp.Way.ONE_BY_ONE,
                        optionsOf(owner),
                        LoadPath.root(relationship.owner())));
    }

    /** The same, as the present load says, whatever the one said that created the owner. */
    @Nullable Object loadNow(InstanceState owner, FollowUp followUp) {
        Relationship relationship = followUp.relationship();
        if (relationship.join().useGet() && !followUp.isNarrowed()) {
            Object known = fromIdentityMap(owner, relationship, FetchMode.FULL, KeySource.CURRENT);
            if (known != NOT_THERE) {
                return known;
            }
        }
        return select(
                owner,
                relationship,
                KeySource.CURRENT,
                followUp.options().sticky(),
                followUp.details().criterion());
    }

    /** The target of a simple reference where no SQL is needed, else {@link Unknown#UNKNOWN}. */
    @Nullable Object known(InstanceState owner, Relationship relationship) {
        Object found = fromIdentityMap(owner, relationship, FetchMode.NO_FETCH, KeySource.CURRENT);
        return found == NOT_THERE ? Unknown.UNKNOWN : found;
    }

    /** What the load that created the object said of its relationships; wildcards of a query end with expiry (LO-110). */
    static LoadOptions optionsOf(InstanceState owner) {
        if (!(owner.loadContext() instanceof LoadGroup group)) {
            return LoadOptions.NONE;
        }
        LoadOptions options = group.options();
        boolean isOver = options.everywhere() != null && IdentityLoad.isWhollyExpired(owner);
        return isOver ? options.sticky() : options;
    }

    private @Nullable Object withoutIdentity(
            InstanceState owner, Relationship relationship, FetchMode mode) {
        boolean loads =
                owner.isLoadingEnabled()
                        || (owner.lifeCycle() == LifeCycle.PENDING
                                && relationship.settings().writing().loadOnPending());
        if (!loads || !mode.mayLoadRelated() || mode == FetchMode.ONLY_PERSISTENT) {
            return Unknown.UNKNOWN;
        }
        LazySelect lazy = context.cache().lazy(relationship);
        for (Column column : lazy.parameters()) {
            if (Keys.value(owner, column, KeySource.CURRENT) == null) {
                return Unknown.UNKNOWN;
            }
        }
        if (relationship.join().useGet()) {
            Object known = fromIdentityMap(owner, relationship, FetchMode.FULL, KeySource.CURRENT);
            if (known != NOT_THERE) {
                return known;
            }
        }
        return select(owner, relationship, KeySource.CURRENT, LoadOptions.NONE, null);
    }

    /** Whether the owner's key columns can be trusted, after a refresh where the mode allows it. */
    private boolean hasKey(
            InstanceState owner, Relationship relationship, FetchMode mode, KeySource source) {
        if (!owner.hasExpiredColumns()) {
            return true;
        }
        if (mode.mayLoadColumns()) {
            refresh(owner, source);
            return true;
        }
        Mapper mapper = owner.requireMapper();
        for (Column column : context.cache().lazy(relationship).parameters()) {
            ColumnAttribute attribute = mapper.attributeOf(column);
            if (owner.isExpired(attribute)) {
                return false;
            }
        }
        return true;
    }

    /** An access flushes first (spec LO-23); looking up an old value does not (AT-14). */
    private void refresh(InstanceState state, KeySource source) {
        if (source == KeySource.CURRENT) {
            loader.refreshExpired(state);
        } else {
            loader.refreshInFlush(state);
        }
    }

    private @Nullable Object fromIdentityMap(
            InstanceState owner, Relationship relationship, FetchMode mode, KeySource source) {
        IdentityKey key = TargetKey.of(relationship, owner, source);
        if (key == null) {
            boolean isKnown = mode != FetchMode.NO_FETCH || wasGivenKey(owner, relationship);
            return isKnown ? null : Unknown.UNKNOWN;
        }
        InstanceState target = context.identityMap().get(key);
        if (target == null) {
            return NOT_THERE;
        }
        if (!owner.isReadOnly()) {
            context.identityMap().pin(target);
        }
        if (target.hasStaleColumns()) {
            if (!mode.mayLoadColumns()) {
                return Unknown.UNKNOWN;
            } else if (mode == FetchMode.NO_FETCH_RELATED) {
                return target.entity();
            }
            try {
                refresh(target, source);
            } catch (ObjectDeletedException gone) {
                if (target.lifeCycle() != LifeCycle.DELETED) {
                    context.vanished(target);
                }
                return null;
            }
        } else if (mode == FetchMode.FULL) {
            loader.foundByIdentity();
        }
        return target.entity();
    }

    /** Whether values were put into the owner's key columns; a map-backed object may have none at all. */
    private boolean wasGivenKey(InstanceState owner, Relationship relationship) {
        Mapper mapper = owner.requireMapper();
        return context.cache().lazy(relationship).parameters().stream()
                .allMatch(column -> owner.isSet(mapper.attributeOf(column)));
    }

    private @Nullable Object bySql(
            InstanceState owner,
            Relationship relationship,
            KeySource source,
            LoadOptions options,
            boolean byProgram) {
        if (relationship.content() == Content.QUERY) {
            if (source == KeySource.CURRENT) {
                context.autoflush();
            }
            return select(owner, relationship, source, options.sticky().below(relationship), null);
        }
        // what is not for the program's eyes is loaded whole: a cascade must not pass rows by
        Criterion criterion = byProgram ? options.detailsOf(relationship).criterion() : null;
        boolean isShared = byProgram || options.detailsOf(relationship).criterion() == null;
        if (source == KeySource.CURRENT) {
            Siblings.Held ahead = isShared ? siblings.takeUnflushed(owner, relationship) : null;
            if (ahead != null) {
                return ahead.value();
            }
            context.autoflush();
            if (LoadRun.isUntouched(relationship, owner)
                    || owner.lifeCycle() == LifeCycle.DELETED) {
                owner.clear(relationship.slot()); // loaded by the flush, before it wrote
            } else if (owner.isPresent(relationship.slot())) {
                return present(owner, relationship);
            }
            Siblings.Held held = isShared ? siblings.take(owner, relationship) : null;
            if (held != null) {
                return held.value();
            }
            LazySelect lazy = context.cache().lazy(relationship);
            if (lazy.values(owner, source) == null) {
                return empty(relationship);
            }
            if (byProgram) {
                watch.count(owner, relationship);
            }
            if (isShared && siblings.load(owner, relationship)) {
                Siblings.Held own = siblings.take(owner, relationship);
                if (own != null) {
                    return own.value();
                }
            }
        }
        return select(owner, relationship, source, options.sticky().below(relationship), criterion);
    }

    /** How a lazy load is done for an object: what a read-only one brings is read-only too (SE-45). */
    static EnumSet<LoadFlag> flags(InstanceState owner) {
        return owner.isReadOnly()
                ? EnumSet.of(LoadFlag.LAZY, LoadFlag.READ_ONLY)
                : EnumSet.of(LoadFlag.LAZY);
    }

    private @Nullable Object select(
            InstanceState owner,
            Relationship relationship,
            KeySource source,
            LoadOptions below,
            @Nullable Criterion criterion) {
        LazySelect lazy = context.cache().lazy(relationship, below, criterion);
        Map<Object, @Nullable Object> values = lazy.values(owner, source);
        if (values == null) {
            return empty(relationship);
        }
        EnumSet<LoadFlag> flags = flags(owner);
        if (relationship.join().secondary() != null) {
            flags.add(LoadFlag.REPEATS);
        }
        List<InstanceState> found =
                new LoadRun(loader, flags, lazy.cause(), origin(owner, lazy, relationship))
                        .list(lazy.select(), values);
        if (relationship.content().isCollection()) {
            return found.stream().map(InstanceState::entity).toList();
        }
        if (found.size() > 1) {
            RowReader.warnSeveral(relationship, owner);
        }
        return found.isEmpty() ? null : found.get(0).entity();
    }

    private static LoadGroup.Origin origin(
            InstanceState owner, LazySelect lazy, Relationship relationship) {
        return owner.loadContext() instanceof LoadGroup group
                ? group.origin().then(LoadPath.root(relationship.owner()).then(relationship))
                : LoadGroup.Origin.of(lazy.cause());
    }

    private static @Nullable Object empty(Relationship relationship) {
        return relationship.content() == Content.REFERENCE ? null : List.of();
    }

    private static @Nullable Object present(InstanceState owner, Relationship relationship) {
        Object value = owner.value(relationship.slot());
        return value instanceof Members members ? members.copy() : value;
    }

    private static InvalidRequestException raised(
            Relationship relationship, InstanceState owner, Lazy strategy) {
        return new InvalidRequestException(
                ErrorCode.LOAD_REFUSED,
                relationship
                        + " of "
                        + owner
                        + " is not loaded, and may not be loaded at access: it is mapped or queried"
                        + " with \""
                        + strategy.spelling()
                        + "\". Load it with the query, for instance by"
                        + " .options(Load.selectIn(\""
                        + relationship.name()
                        + "\")).");
    }
}
