package io.relmap.load;

import io.relmap.join.AliasedJoin;
import io.relmap.join.JoinCondition;
import io.relmap.load.PlanRequest.Scope;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.observe.StatementCause;
import io.relmap.schema.Column;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FromItem;
import io.relmap.sql.ItemLabel;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.Ordering;
import io.relmap.sql.RowLock;
import io.relmap.sql.Select;
import io.relmap.sql.SubqueryRef;
import io.relmap.sql.TableRef;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import io.relmap.type.Codec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Loads one relationship for all that a statement found, by one that repeats it as a subquery and joins the way from there
 * (spec LO-70 to LO-73). Rows belong to the owners that have the values of the columns that the relationship is joined by.
 * Immutable and safe for use by several threads.
 */
final class SubquerySelect {

    private final Relationship relationship;
    private final List<Column> grouping;
    private final List<Codec<Object>> codecs;
    private final PlannedSelect select;
    private final StatementCause cause;

    private SubquerySelect(
            Relationship relationship,
            List<Column> grouping,
            List<Codec<Object>> codecs,
            PlannedSelect select) {
        this.relationship = relationship;
        this.grouping = grouping;
        this.codecs = codecs;
        this.select = select;
        String name = relationship.toString();
        this.cause = StatementCause.ofLoad(StatementCause.Kind.EAGER_LOAD, name, "load of " + name);
    }

    /**
     * The statement, or null if the relationship compares nothing that its owner has.
     *
     * @param way the relationships from the lead's entity to the target
     */
    static @Nullable SubquerySelect of(
            Lead lead, List<Relationship> way, FollowUp followUp, LoaderCache cache) {
        Relationship relationship = followUp.relationship();
        Mapper owner = relationship.owner();
        List<Column> grouping = ownColumns(relationship);
        List<Column> selected = ownColumns(way.get(0));
        if (selected.isEmpty()
                || grouping.isEmpty()
                || grouping.stream().anyMatch(column -> owner.findAttribute(column) == null)) {
            return null;
        }
        List<Codec<Object>> codecs =
                grouping.stream()
                        .map(owner::attributeOf)
                        .map(attribute -> EntityPlan.codec(attribute, cache.dialect()))
                        .toList();
        PlannedSelect select = new Building(lead, way, followUp).select(selected, grouping, cache);
        return new SubquerySelect(relationship, grouping, codecs, select);
    }

    /** The columns of the owner's table that a relationship is joined by, in the order of the condition. */
    private static List<Column> ownColumns(Relationship relationship) {
        JoinCondition join = relationship.join();
        TableRef owner = new Aliases().next(join.owner().own().table());
        Set<Column> columns = new LinkedHashSet<>();
        for (ColumnRef ref :
                ExpressionTree.columns(
                        join.joined(ownerAs(join, owner), t -> t, t -> t).primary())) {
            if (ref.source().equals(owner)) {
                columns.add(ref.column());
            }
        }
        return List.copyOf(columns);
    }

    private static UnaryOperator<TableRef> ownerAs(JoinCondition join, TableRef owner) {
        TableRef own = join.owner().own();
        return table -> table.equals(own) ? owner : table;
    }

    /** Whether nothing is loaded below it. */
    boolean isLeaf() {
        return select.plan().joined().isEmpty() && select.plan().followUps().isEmpty();
    }

    /**
     * Loads for these owners, and schedules in the run what follows from it.
     *
     * @param parameters the values of the statement that is repeated
     */
    void load(
            LoadRun run,
            Loader loader,
            List<InstanceState> owners,
            Map<?, ?> parameters,
            SelectIn.Sink sink) {
        Map<Object, Gathered> gathered = new HashMap<>();
        for (InstanceState owner : owners) {
            Object key = key(owner);
            if (key != null) {
                gathered.putIfAbsent(key, new Gathered());
            }
        }
        RowReader reader = run.reader(select.plan(), true);
        loader.selects()
                .run(
                        select.statement(),
                        parameters,
                        cause,
                        row -> {
                            InstanceState element = reader.read(row);
                            Object key = key(row);
                            Gathered into = key == null ? null : gathered.get(key);
                            if (into != null && element != null) {
                                into.add(element.entity());
                            }
                        });
        reader.finish();
        for (InstanceState owner : owners) {
            Object key = key(owner);
            Gathered found = key == null ? null : gathered.get(key);
            List<Object> elements = found == null ? List.of() : found.elements();
            sink.accept(relationship, owner, RowReader.valueOf(relationship, owner, elements));
        }
    }

    /** Whether the statement finds what belongs to this owner by the values that it has. */
    boolean finds(InstanceState owner) {
        return grouping.stream().allMatch(column -> Keys.isInRow(owner, column));
    }

    /** Null where a column is: NULL equals nothing. */
    private @Nullable Object key(InstanceState owner) {
        Object[] values = new Object[grouping.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = Keys.value(owner, grouping.get(i), KeySource.CURRENT);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return Keys.grouping(Keys.composed(values));
    }

    private @Nullable Object key(ResultSet row) throws SQLException {
        Object[] values = new Object[codecs.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = codecs.get(i).read(row, i + 1);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return Keys.grouping(Keys.composed(values));
    }

    /** Puts one statement together. */
    private static final class Building {

        private final Lead lead;
        private final List<Relationship> way;
        private final FollowUp followUp;
        private final Aliases aliases = new Aliases();
        private final Map<TableRef, TableRef> secondaryPlaces = new HashMap<>();

        Building(Lead lead, List<Relationship> way, FollowUp followUp) {
            this.lead = lead;
            this.way = way;
            this.followUp = followUp;
        }

        PlannedSelect select(List<Column> selected, List<Column> grouping, LoaderCache cache) {
            Relationship relationship = followUp.relationship();
            JoinCondition join = relationship.join();
            aliases.reserve(join.target().from());
            SubqueryRef inner = new SubqueryRef(inner(selected), aliases.next("anon"));
            FromItem from = inner;
            TableRef start = aliases.next(lead.root().table());
            TableRef owner = start;
            UnaryOperator<Expression> repeated = each -> repeated(each, start, inner);
            for (Relationship step : way.subList(0, way.size() - 1)) {
                Map<TableRef, TableRef> places = new HashMap<>();
                UnaryOperator<TableRef> place =
                        table -> places.computeIfAbsent(table, t -> aliases.next(t.table()));
                TableRef target = place.apply(step.join().target().own());
                from =
                        joined(
                                from,
                                step.join()
                                        .joined(
                                                ownerAs(step.join(), owner),
                                                place,
                                                this::secondary),
                                EagerJoin.places(step.join().target().from(), place),
                                repeated);
                owner = target;
                repeated = expression -> expression;
            }
            secondaryPlaces.clear();
            AliasedJoin on = join.joined(ownerAs(join, owner), table -> table, this::secondary);
            Criterion criterion = followUp.details().criterion();
            if (criterion != null) {
                on = on.narrowed(criterion.at(join.target().own(), aliases));
            }
            from = joined(from, on, join.target().from(), repeated);
            Select.Builder base = Select.builder().from(from);
            for (Ordering term : relationship.settings().orderBy()) {
                base.orderBy(
                        new Ordering(
                                ExpressionTree.mapColumns(
                                        term.expression(),
                                        ref ->
                                                ref.from(
                                                        secondaryPlaces.getOrDefault(
                                                                ref.source(), ref.source()))),
                                term.direction(),
                                term.nulls()));
            }
            TableRef last = owner;
            UnaryOperator<Expression> outside = repeated;
            List<Expression> prefix =
                    grouping.stream()
                            .<Expression>map(
                                    column -> outside.apply(new ColumnRef(last, column, Set.of())))
                            .toList();
            return PlanBuilder.plan(
                    new PlanRequest(
                            followUp.path(),
                            join.target().own(),
                            base.build(),
                            prefix,
                            followUp.options(),
                            Map.of(),
                            Set.of(),
                            Scope.EVERYTHING),
                    aliases,
                    cache);
        }

        private TableRef secondary(TableRef table) {
            return secondaryPlaces.computeIfAbsent(table, t -> aliases.next(t.table()));
        }

        private static Expression repeated(
                Expression expression, TableRef owner, SubqueryRef inner) {
            return ExpressionTree.mapColumns(
                    expression,
                    ref -> ref.source().equals(owner) ? inner.column(label(ref.column())) : ref);
        }

        private static String label(Column column) {
            return column.table().name() + "_" + column.name();
        }

        private static FromItem joined(
                FromItem from,
                AliasedJoin on,
                FromItem target,
                UnaryOperator<Expression> repeated) {
            FromItem secondary = on.secondary();
            Expression primary = repeated.apply(on.primary());
            if (secondary == null) {
                return new JoinItem(from, JoinKind.INNER, target, primary);
            }
            return new JoinItem(
                    new JoinItem(from, JoinKind.INNER, secondary, primary),
                    JoinKind.INNER,
                    target,
                    Objects.requireNonNull(on.target()));
        }

        /** The database cannot tell that an expression is the selected one if values are bound in it. */
        private static Ordering labelled(Ordering term, String label) {
            return new Ordering(new ItemLabel(label), term.direction(), term.nulls());
        }

        /** Whether the owners' values come once each: not where an offset counts rows that a join repeats (spec LO-71). */
        private boolean isDistinct(List<Column> selected) {
            Select base = lead.base();
            if (base.offset() != null && !base.from().equals(List.of(lead.root()))) {
                return false;
            }
            Boolean said = way.get(0).settings().statements().distinctTargetKey();
            return said == null ? !selected.containsAll(lead.root().table().primaryKey()) : said;
        }

        /** The lead with the columns that the first relationship needs; its order counts only with a limit (spec LO-73). */
        private Select inner(List<Column> selected) {
            Select base = lead.base();
            Select.Builder inner = base.toBuilder().clearItems();
            for (Column column : selected) {
                inner.item(new ColumnRef(lead.root(), column, Set.of()), label(column));
            }
            boolean distinct = isDistinct(selected);
            if (!lead.isLimited() || distinct) {
                inner.clearOrderBy();
            }
            if (lead.isLimited() && distinct) {
                int number = 0;
                for (Ordering term : base.orderBy()) {
                    boolean isSelected =
                            term.expression() instanceof ColumnRef ref
                                    && ref.source().equals(lead.root())
                                    && selected.contains(ref.column());
                    String label = "order_" + ++number;
                    if (!isSelected) {
                        inner.item(term.expression(), label);
                    }
                    inner.orderBy(
                            ExpressionTree.hasValues(term.expression())
                                    ? labelled(term, label)
                                    : term);
                }
            }
            if (distinct) {
                inner.distinct();
            }
            return inner.lock(RowLock.NONE).build();
        }
    }
}
