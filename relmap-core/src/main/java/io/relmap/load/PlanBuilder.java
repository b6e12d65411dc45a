package io.relmap.load;

import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.dialect.Dialect;
import io.relmap.join.AliasedJoin;
import io.relmap.join.JoinCondition;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes a statement for an entity and the plan by which its rows are read: adds columns, the joins of eager
 * references and collections, and their order (spec LO-40 to LO-52). For one statement; not thread-safe.
 */
final class PlanBuilder {

    private final PlanRequest request;
    private final Aliases aliases;
    private final Dialect dialect;
    private final List<Expression> items = new ArrayList<>();
    private final List<Ordering> orders = new ArrayList<>();

    private PlanBuilder(PlanRequest request, Aliases aliases, Dialect dialect) {
        this.request = request;
        this.aliases = aliases;
        this.dialect = dialect;
    }

    static PlannedSelect plan(PlanRequest request, Aliases aliases, Dialect dialect) {
        return new PlanBuilder(request, aliases, dialect).build();
    }

    private PlannedSelect build() {
        items.addAll(request.prefix());
        Node root = node(request.root(), request.path(), request.options(), request.cancelled());
        EntityPlan plan = root.plan();
        Select base = request.base();
        if (root.joins.isEmpty()) {
            return new PlannedSelect(withItems(base, items), plan);
        }
        boolean limited = base.limit() != null || base.offset() != null;
        boolean grouped = base.distinct() || !base.groupBy().isEmpty();
        Select select =
                (limited && plan.isMultiplied()) || grouped
                        ? new WrappedSelect(base, request.root(), aliases)
                                .around(items, root.joins, orders)
                        : joined(base, root);
        return new PlannedSelect(select, plan);
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
            TableRef ref, LoadPath path, LoadOptions options, Set<Relationship> cancelled) {
        Node node = new Node(path, options, items.size() + 1);
        for (ColumnAttribute attribute : path.entity().columns()) {
            items.add(new ColumnRef(ref, attribute.column(), Set.of()));
        }
        if (request.scope() == Scope.COLUMNS) {
            return node;
        }
        for (Relationship relationship : path.entity().relationships()) {
            Lazy strategy =
                    cancelled.contains(relationship)
                            ? Lazy.SELECT
                            : Strategies.planned(relationship, options);
            boolean again = Strategies.comesBack(relationship, strategy, path, options);
            if (strategy == Lazy.NO_LOAD) {
                node.empty.add(relationship);
            } else if (strategy == Lazy.JOINED && !again) {
                node.joins.add(join(relationship, ref, path, options));
            } else {
                FollowUp.Way way = way(relationship, strategy, again);
                if (way != null) {
                    node.followUps.add(
                            new FollowUp(
                                    relationship,
                                    way,
                                    options.below(relationship),
                                    options.detailsOf(relationship),
                                    path.then(relationship)));
                }
            }
        }
        return node;
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
                yield request.scope() == Scope.REFRESH
                        ? FollowUp.Way.ONE_BY_ONE
                        : FollowUp.Way.STATEMENT;
            }
            default -> null;
        };
    }

    private EagerJoin join(
            Relationship relationship, TableRef owner, LoadPath path, LoadOptions options) {
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
        for (Ordering term : relationship.settings().orderBy()) {
            orders.add(
                    new Ordering(
                            ExpressionTree.mapColumns(
                                    term.expression(), ref -> moved(ref, places, secondaryPlaces)),
                            term.direction(),
                            term.nulls()));
        }
        Node node = node(target, path.joining(relationship), options.below(relationship), Set.of());
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

    /** One entity of the statement while it is being built. */
    private final class Node {

        private final LoadPath path;
        private final LoadOptions options;
        private final int offset;
        private final List<EagerJoin> joins = new ArrayList<>();
        private final List<FollowUp> followUps = new ArrayList<>();
        private final List<Relationship> empty = new ArrayList<>();
        private @Nullable EntityPlan plan;

        Node(LoadPath path, LoadOptions options, int offset) {
            this.path = path;
            this.options = options;
            this.offset = offset;
        }

        EntityPlan plan() {
            EntityPlan made = plan;
            if (made == null) {
                made =
                        new EntityPlan(
                                path.entity(),
                                path,
                                options,
                                offset,
                                joins.stream()
                                        .map(
                                                join ->
                                                        new JoinedStep(
                                                                join.relationship(), join.plan()))
                                        .toList(),
                                followUps,
                                empty,
                                dialect);
                plan = made;
            }
            return made;
        }
    }
}
