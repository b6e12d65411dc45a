package io.relmap.load;

import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.join.AliasedJoin;
import io.relmap.join.JoinCondition;
import io.relmap.load.LoadDetails.Source;
import io.relmap.load.PlanRequest.Scope;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Relationship;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FromItem;
import io.relmap.sql.Ordering;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a statement for an entity and the plan by which its rows are read: adds columns, the joins of eager
 * references and collections, and their order (spec LO-40 to LO-52). For one statement; not thread-safe.
 */
final class PlanBuilder {

    private final PlanRequest request;
    private final Aliases aliases;
    private final Dialect dialect;
    private final boolean splitsProducts;
    private final List<Expression> items = new ArrayList<>();
    private final List<Ordering> orders = new ArrayList<>();
    private final Set<TableRef> contained = new HashSet<>();

    private PlanBuilder(PlanRequest request, Aliases aliases, LoaderCache cache) {
        this.request = request;
        this.aliases = aliases;
        this.dialect = cache.dialect();
        this.splitsProducts = cache.behaviours().isStrict();
    }

    static PlannedSelect plan(PlanRequest request, Aliases aliases, LoaderCache cache) {
        return new PlanBuilder(request, aliases, cache).build();
    }

    private PlannedSelect build() {
        items.addAll(request.prefix());
        Node root =
                node(
                        request.root(),
                        request.path(),
                        request.options(),
                        request.cancelled(),
                        request.columns(),
                        new Fan());
        EntityPlan plan = root.plan();
        Select base = request.base();
        if (root.joins.isEmpty()) {
            return new PlannedSelect(withItems(base, items), plan, lead());
        }
        boolean limited = base.limit() != null || base.offset() != null;
        boolean multiplied = root.joins.stream().anyMatch(EagerJoin::isMultiplied);
        boolean grouped = base.distinct() || !base.groupBy().isEmpty();
        Select select =
                (limited && multiplied) || grouped
                        ? new WrappedSelect(base, request.root(), contained, aliases)
                                .around(items, root.joins, orders)
                        : joined(base, root);
        return new PlannedSelect(select, plan, lead());
    }

    private Lead lead() {
        return new Lead(request.base(), request.root(), request.path());
    }

    private Select joined(Select base, Node root) {
        Select.Builder select = withItems(base, items).toBuilder();
        List<FromItem> from = new ArrayList<>(base.from());
        from.set(0, EagerJoin.attachAll(from.get(0), root.joins));
        select.replaceFrom(from);
        orders.forEach(select::orderBy);
        return select.build();
    }

    private static Select withItems(Select base, List<Expression> items) {
        Select.Builder select = base.toBuilder().clearItems();
        items.forEach(select::item);
        return select.build();
    }

    private Node node(
            TableRef ref,
            LoadPath path,
            LoadOptions options,
            Set<Relationship> cancelled,
            Predicate<ColumnAttribute> columns,
            Fan fan) {
        int[] places = new int[path.entity().columns().size()];
        for (ColumnAttribute attribute : path.entity().columns()) {
            if (attribute.column().primaryKey() || columns.test(attribute)) {
                items.add(new ColumnRef(ref, attribute.column(), Set.of()));
                places[attribute.index()] = items.size();
            }
        }
        Node node = new Node(path, options, places);
        if (request.scope() == Scope.COLUMNS) {
            return node;
        }
        for (Relationship relationship : path.entity().relationships()) {
            if (isContained(relationship, options) && relationship.content().isCollection()) {
                fan.hasCollection = true;
            }
        }
        for (Relationship relationship : path.entity().relationships()) {
            Lazy strategy =
                    cancelled.contains(relationship)
                            ? Lazy.SELECT
                            : Strategies.planned(relationship, options);
            boolean again = Strategies.comesBack(relationship, strategy, path, options);
            if (strategy == Lazy.NO_LOAD) {
                node.empty.add(relationship);
            } else if (isContained(relationship, options)) {
                node.read(
                        relationship,
                        contained(relationship, ref, path, options, fan),
                        isNarrowed(relationship, ref, options));
            } else if (strategy == Lazy.JOINED && !again && fits(relationship, options, fan)) {
                node.join(join(relationship, ref, path, options, fan));
            } else {
                boolean isSplit = strategy == Lazy.JOINED && !again;
                Lazy loads = isSplit ? Lazy.SELECT_IN : strategy;
                FollowUp.Way way =
                        way(
                                relationship,
                                loads,
                                isSplit
                                        ? Strategies.comesBack(relationship, loads, path, options)
                                        : again);
                if (way != null) {
                    node.followUps.add(FollowUp.of(relationship, way, options, path));
                }
            }
        }
        return node;
    }

    /** Whether the query's own rows may be fewer than there are. */
    private boolean leavesRowsOut() {
        Select base = request.base();
        return base.where() != null
                || base.having() != null
                || base.limit() != null
                || base.offset() != null;
    }

    /** Whether the query's own join, or a criterion of the target's entity, leaves targets out. */
    private boolean isNarrowed(Relationship relationship, TableRef owner, LoadOptions options) {
        QueryJoin join = request.joins().get(place(relationship, owner, options));
        return (join != null && join.isNarrowed())
                || options.detailsOf(relationship).criterion() != null;
    }

    private static QueryJoin.Place place(
            Relationship relationship, TableRef owner, LoadOptions options) {
        return new QueryJoin.Place(owner, relationship, options.detailsOf(relationship).alias());
    }

    private boolean isContained(Relationship relationship, LoadOptions options) {
        return options.isExplicit(relationship)
                && options.detailsOf(relationship).source() == Source.QUERY;
    }

    /**
     * Whether one more join leaves the statement with as many rows as its collections have members, and not with every
     * pair of them (spec PE-4). The reference joins whatever it is told to.
     */
    private boolean fits(Relationship relationship, LoadOptions options, Fan fan) {
        if (!relationship.content().isCollection()) {
            return true;
        }
        boolean fits =
                !fan.hasCollection
                        || !splitsProducts
                        || innerJoin(relationship, options) != InnerJoin.FALSE
                        || options.detailsOf(relationship).source() == Source.OWN_JOIN_ALWAYS;
        fan.hasCollection = true;
        return fits;
    }

    /** What a query's own join brings is read where it stands (spec LO-53). */
    private Node contained(
            Relationship relationship,
            TableRef owner,
            LoadPath path,
            LoadOptions options,
            Fan fan) {
        String alias = options.detailsOf(relationship).alias();
        QueryJoin join = request.joins().get(place(relationship, owner, options));
        if (join == null) {
            throw notJoined(relationship, path.joining(relationship).dotted(), alias);
        }
        contained.add(join.table());
        LoadOptions below = options.below(relationship);
        Node node =
                node(
                        join.table(),
                        path.joining(relationship),
                        below,
                        Set.of(),
                        column -> below.reads(column, relationship.target()),
                        relationship.content().isCollection() ? new Fan() : fan);
        if (join.isOuter()) {
            node.joins.replaceAll(EagerJoin::outer); // an inner one would drop rows (spec LO-44)
        }
        return node;
    }

    private InvalidRequestException notJoined(
            Relationship relationship, String way, @Nullable String alias) {
        List<String> names =
                request.joins().keySet().stream()
                        .filter(place -> place.relationship().equals(relationship))
                        .flatMap(place -> Stream.ofNullable(place.alias()))
                        .sorted()
                        .toList();
        String remedy =
                names.isEmpty()
                        ? "Add join(\""
                                + way
                                + (alias == null ? "" : "\", \"" + alias)
                                + "\") to the query, or load it by Load.joined."
                        : "Its joins are called "
                                + names
                                + ": say which one by containsEager(\""
                                + way
                                + "\", \""
                                + names.get(0)
                                + "\").";
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                "A loader option says that the query itself joins "
                        + relationship
                        + (alias == null
                                ? ", but it does not, or several times under names only. "
                                : " as \"" + alias + "\", but it does not at this place. ")
                        + remedy);
    }

    /** How a relationship is loaded after the rows; null for at first access, or never. */
    private FollowUp.@Nullable Way way(Relationship relationship, Lazy strategy, boolean again) {
        return switch (strategy) {
            case IMMEDIATE ->
                    !again
                            ? FollowUp.Way.ONE_BY_ONE
                            : relationship.join().useGet() ? FollowUp.Way.IDENTITY_MAP : null;
            case SUBQUERY, SELECT_IN -> {
                if (again) {
                    yield null;
                }
                if (request.scope() == Scope.REFRESH) {
                    yield FollowUp.Way.ONE_BY_ONE;
                }
                yield strategy == Lazy.SUBQUERY ? FollowUp.Way.SUBQUERY : FollowUp.Way.STATEMENT;
            }
            default -> null;
        };
    }

    private EagerJoin join(
            Relationship relationship,
            TableRef owner,
            LoadPath path,
            LoadOptions options,
            Fan fan) {
        JoinCondition condition = relationship.join();
        Map<TableRef, TableRef> places = new HashMap<>();
        UnaryOperator<TableRef> place =
                table -> places.computeIfAbsent(table, t -> aliases.next(t.table()));
        Map<TableRef, TableRef> secondaryPlaces = new HashMap<>();
        UnaryOperator<TableRef> secondaryPlace =
                table -> secondaryPlaces.computeIfAbsent(table, t -> aliases.next(t.table()));
        TableRef own = condition.owner().own();
        UnaryOperator<TableRef> ownerPlace = table -> table.equals(own) ? owner : table;
        TableRef target = place.apply(condition.target().own());
        AliasedJoin on = condition.joined(ownerPlace, place, secondaryPlace);
        Criterion criterion = options.detailsOf(relationship).criterion();
        if (criterion != null) {
            on = on.narrowed(criterion.at(target, aliases));
        }
        for (Ordering term : relationship.settings().orderBy()) {
            orders.add(
                    new Ordering(
                            ExpressionTree.mapColumns(
                                    term.expression(), ref -> moved(ref, places, secondaryPlaces)),
                            term.direction(),
                            term.nulls()));
        }
        LoadOptions below = options.below(relationship);
        Node node =
                node(
                        target,
                        path.joining(relationship),
                        below,
                        Set.of(),
                        column -> below.reads(column, relationship.target()),
                        relationship.content().isCollection() ? new Fan() : fan);
        return new EagerJoin(
                relationship,
                innerJoin(relationship, options),
                on,
                EagerJoin.places(condition.target().from(), place),
                node.joins,
                node.plan());
    }

    private static ColumnRef moved(
            ColumnRef ref,
            Map<TableRef, TableRef> places,
            Map<TableRef, TableRef> secondaryPlaces) {
        TableRef place = places.get(ref.source());
        if (place == null) {
            place = secondaryPlaces.get(ref.source());
        }
        return place == null ? ref : ref.from(place);
    }

    private static InnerJoin innerJoin(Relationship relationship, LoadOptions options) {
        InnerJoin said = options.detailsOf(relationship).innerJoin();
        return said == null ? relationship.settings().innerJoin() : said;
    }

    /** What one row of an owner is joined with, over its references too: one collection, or a product of several. */
    private static final class Fan {

        private boolean hasCollection;
    }

    /** One entity of the statement while it is being built. */
    private final class Node {

        private final LoadPath path;
        private final LoadOptions options;
        private final int[] places;
        private final List<EagerJoin> joins = new ArrayList<>();
        private final List<JoinedStep> steps = new ArrayList<>();
        private final List<FollowUp> followUps = new ArrayList<>();
        private final List<Relationship> empty = new ArrayList<>();
        private @Nullable EntityPlan plan;

        Node(LoadPath path, LoadOptions options, int[] places) {
            this.path = path;
            this.options = options;
            this.places = places;
        }

        /** Joined to it for loading. */
        void join(EagerJoin join) {
            joins.add(join);
            boolean isPartial = options.detailsOf(join.relationship()).criterion() != null;
            steps.add(new JoinedStep(join.relationship(), join.plan(), isPartial));
        }

        /** In the same rows by the query's own join; what is joined to that stands beside what is joined to this. */
        void read(Relationship relationship, Node target, boolean isNarrowed) {
            joins.addAll(target.joins);
            steps.add(new JoinedStep(relationship, target.plan(), isNarrowed || leavesRowsOut()));
        }

        EntityPlan plan() {
            EntityPlan made = plan;
            if (made == null) {
                made =
                        new EntityPlan(
                                path.entity(),
                                path,
                                options,
                                places,
                                steps,
                                followUps,
                                empty,
                                dialect);
                plan = made;
            }
            return made;
        }
    }
}
