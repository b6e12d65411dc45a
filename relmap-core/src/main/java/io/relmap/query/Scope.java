package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.join.AliasedJoin;
import io.relmap.join.JoinCondition;
import io.relmap.load.Aliases;
import io.relmap.load.Criterion;
import io.relmap.load.QueryJoin;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Exists;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.JoinKind;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.NativeTable;
import io.relmap.sql.Not;
import io.relmap.sql.Ordering;
import io.relmap.sql.Parameter;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One SELECT while its conditions are being written: the query itself, or an EXISTS inside it. It finds the
 * place of each path in FROM: a reference is joined once for all paths over it; a collection that the query
 * does not join is reached inside an EXISTS around the condition that speaks of it. Not thread-safe.
 */
final class Scope {

    private final QueryNames names;
    private final @Nullable Scope around;
    private final Mapper mapper;
    private final TableRef root;
    private final FromItem start;
    private final List<JoinNode> nodes = new ArrayList<>();
    private final Map<String, JoinNode> shared = new LinkedHashMap<>();
    private final Map<String, JoinNode> aliased = new LinkedHashMap<>();
    private final Set<JoinNode> asked = new LinkedHashSet<>();
    private final Map<TableRef, JoinNode> apart = new HashMap<>();
    private boolean joinable = true;
    private @Nullable String name;

    private Scope(
            QueryNames names,
            @Nullable Scope around,
            Mapper mapper,
            TableRef root,
            FromItem start) {
        this.names = names;
        this.around = around;
        this.mapper = mapper;
        this.root = root;
        this.start = start;
    }

    /** The statement of a query. */
    static Scope of(QueryNames names, Mapper mapper) {
        TableRef root = names.aliases().place(mapper.table());
        return new Scope(names, null, mapper, root, root);
    }

    /** The statement of a query whose rows come from a native statement. */
    static Scope of(QueryNames names, Mapper mapper, NativeSql source) {
        TableRef root = names.aliases().place(mapper.table());
        return new Scope(names, null, mapper, root, source.at(root, names));
    }

    /** Where an entity's table stands already: every path over a relationship leads into an EXISTS. */
    static Scope at(QueryNames names, Mapper mapper, TableRef root) {
        Scope scope = new Scope(names, null, mapper, root, root);
        scope.withoutJoins();
        return scope;
    }

    /** A query inside this one. */
    Scope inside(Mapper entity, @Nullable NativeSql source) {
        TableRef table = aliases().place(entity.table());
        return inside(entity, table, source == null ? table : source.at(table, names));
    }

    /** An EXISTS inside this one, over what stands there for an entity. */
    Scope inside(Mapper entity, TableRef table, FromItem from) {
        return new Scope(names, this, entity, table, from);
    }

    /** From here on nothing is joined to the root: every path leads into an EXISTS (bulk statements). */
    void withoutJoins() {
        joinable = false;
    }

    /** Gives the root a name, for paths of queries inside. */
    void named(@Nullable String alias) {
        if (alias != null) {
            Alias.of(alias).check(mapper, Set.of());
            name = alias;
        }
    }

    Mapper mapper() {
        return mapper;
    }

    TableRef root() {
        return root;
    }

    Aliases aliases() {
        return names.aliases();
    }

    /** What stands in FROM for the root alone. */
    FromItem start() {
        return start;
    }

    /** What stands in FROM, the root on the left. */
    FromItem from() {
        FromItem from = start;
        for (JoinNode node : nodes) {
            from = node.joinedTo(from);
        }
        return from;
    }

    /**
     * What the query joins, by where it does so (spec LO-53): each by its name, and without one the join that has none,
     * or else the only one.
     */
    Map<QueryJoin.Place, QueryJoin> joins() {
        Map<QueryJoin.Place, QueryJoin> joins = new HashMap<>();
        Set<QueryJoin.Place> several = new HashSet<>();
        for (JoinNode node : aliased.values()) {
            if (joins.put(place(node, null), joined(node)) != null) {
                several.add(place(node, null));
            }
        }
        joins.keySet().removeAll(several);
        for (JoinNode node : nodes) {
            if (!aliased.containsValue(node)) {
                joins.put(place(node, null), joined(node));
            }
        }
        aliased.forEach((alias, node) -> joins.put(place(node, alias), joined(node)));
        return joins;
    }

    private QueryJoin.Place place(JoinNode node, @Nullable String alias) {
        return new QueryJoin.Place(tableOf(node.before()), node.relationship(), alias);
    }

    private static QueryJoin joined(JoinNode node) {
        return new QueryJoin(node.table(), node.isOuter());
    }

    /** Whether joins can make one root stand in several rows. */
    boolean isMultiplied() {
        return nodes.stream().anyMatch(node -> node.relationship().content().isCollection());
    }

    /**
     * Whether one root may stand in several rows, be it against the mapping: where a native statement repeats a row, and
     * where a reference by anything but the target's key finds several (spec LO-14).
     */
    boolean repeats() {
        return start instanceof NativeTable
                || nodes.stream().anyMatch(node -> !node.relationship().join().useGet());
    }

    /**
     * The statement that a path begins in: the nearest one whose entity, or whose joined one, has the path's class. What
     * another path merely leads over is none, so that the order of conditions says nothing.
     */
    Scope of(PathRef path) {
        Class<?> owner = path.owner();
        if (owner == null) {
            return aliasOutside(path.names().get(0))
                    ? Objects.requireNonNull(around).of(path)
                    : this;
        } else if (owner == mapper.entityClass() || joined(owner) != null) {
            return this;
        } else if (around != null) {
            return around.of(path);
        }
        throw foreign(path, owner);
    }

    /** Whether a path begins with a name that a statement around this one has given, and this one has not. */
    private boolean aliasOutside(String alias) {
        if (isName(alias) || Alias.isAttribute(mapper, alias)) {
            return false;
        }
        return around != null && (around.isName(alias) || around.aliasOutside(alias));
    }

    /** Whether a join, or the root, has this name. */
    private boolean isName(String alias) {
        return aliased.containsKey(alias) || alias.equals(name);
    }

    private Set<String> taken() {
        Set<String> taken = new HashSet<>(aliased.keySet());
        if (name != null) {
            taken.add(name);
        }
        return taken;
    }

    private InvalidRequestException foreign(PathRef path, Class<?> owner) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                path
                        + " does not belong to this query for "
                        + names.query()
                        + ". Begin the path at "
                        + names.query()
                        + ", or join the relationship that leads to "
                        + owner.getSimpleName()
                        + " once.");
    }

    // Joins ----------------------------------------------------------------------------------

    /** Joins along a path for all conditions that follow; references on the way are inner joins. */
    void join(QueryParts.Join join) {
        PathRef path = join.path();
        JoinKind kind = join.kind();
        JoinNode at = start(path);
        List<String> way = way(path);
        if (way.isEmpty()) {
            throw PathErrors.empty(mapperOf(at));
        }
        for (int i = 0; i < way.size(); i++) {
            Relationship relationship = PathErrors.relationship(mapperOf(at), way.get(i), path);
            if (i == way.size() - 1 && join.alias() != null) {
                join.alias().check(relationship, mapper, taken());
                JoinNode named = placed(at, relationship, kind, false);
                if (join.on() != null) {
                    Scope target = at(names, named.mapper(), named.table());
                    named = named.narrowed(join.on().expression(target));
                }
                aliased.put(join.alias().name(), named);
                nodes.add(named);
                return;
            }
            JoinNode known = shared.get(key(at, relationship));
            JoinNode node = known == null ? node(at, relationship, kind, false) : known;
            if (kind == JoinKind.INNER || (known == null && i == way.size() - 1)) {
                node.kind(kind);
            }
            asked.add(node);
            at = node;
        }
    }

    /** The entity of a class that the program has joined without a name. */
    private @Nullable JoinNode joined(Class<?> owner) {
        List<JoinNode> found =
                asked.stream().filter(node -> node.mapper().entityClass() == owner).toList();
        if (found.size() > 1) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The query for "
                            + mapper
                            + " joins "
                            + owner.getSimpleName()
                            + " several times, so that a path of "
                            + owner.getSimpleName()
                            + " may mean each of them. Give the joins names, and begin the path by an"
                            + " Alias.");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** The joined entity that a path begins at; null for the root. */
    private @Nullable JoinNode start(PathRef path) {
        Class<?> owner = path.owner();
        if (owner == null) {
            return aliased.get(path.names().get(0));
        } else if (owner == mapper.entityClass()) {
            return null;
        }
        JoinNode joined = joined(owner);
        if (joined == null) {
            throw foreign(path, owner);
        }
        return joined;
    }

    /** The names behind the entity that a path begins at. */
    private List<String> way(PathRef path) {
        List<String> all = path.names();
        boolean named = path.owner() == null && isName(all.get(0));
        return named ? all.subList(1, all.size()) : all;
    }

    private JoinNode step(@Nullable JoinNode at, Relationship relationship) {
        JoinNode known = shared.get(key(at, relationship));
        if (known != null) {
            return known;
        }
        boolean inside =
                !joinable || relationship.content().isCollection() || (at != null && at.isApart());
        return node(at, relationship, JoinKind.LEFT, inside);
    }

    private JoinNode node(
            @Nullable JoinNode at, Relationship relationship, JoinKind kind, boolean inside) {
        JoinNode node = placed(at, relationship, kind, inside);
        if (inside) {
            apart.put(node.table(), node);
        } else {
            nodes.add(node);
            shared.put(key(at, relationship), node);
        }
        return node;
    }

    private JoinNode placed(
            @Nullable JoinNode at, Relationship relationship, JoinKind kind, boolean inside) {
        JoinCondition join = relationship.join();
        Map<TableRef, TableRef> places = new HashMap<>();
        UnaryOperator<TableRef> place =
                table -> places.computeIfAbsent(table, t -> aliases().place(t.table()));
        TableRef target = place.apply(join.target().own());
        Map<TableRef, TableRef> secondary = new HashMap<>();
        TableRef owner = at == null ? root : at.table();
        AliasedJoin on =
                join.joined(
                        table -> table.equals(join.owner().own()) ? owner : table,
                        place,
                        table -> secondary.computeIfAbsent(table, t -> aliases().next(t.table())));
        on = names.narrowed(on, relationship.target(), target);
        FromItem from = FromItems.mapTables(join.target().from(), place);
        from = FromItems.mapOn(from, e -> moved(e, places));
        return new JoinNode(at, relationship, target, from, on, inside, kind);
    }

    private String key(@Nullable JoinNode at, Relationship relationship) {
        return (at == null ? root : at.table()).label() + "." + relationship.name();
    }

    private Mapper mapperOf(@Nullable JoinNode node) {
        return node == null ? mapper : node.mapper();
    }

    private TableRef tableOf(@Nullable JoinNode node) {
        return node == null ? root : node.table();
    }

    // Paths -----------------------------------------------------------------------------------

    /** The column that a path names; a simple reference at its end means its key. */
    ColumnPlace column(PathRef path) {
        JoinNode at = start(path);
        List<String> way = way(path);
        if (way.isEmpty() && mapperOf(at).identity().size() == 1) {
            return place(tableOf(at), mapperOf(at).identity().get(0));
        }
        for (int i = 0; i < way.size(); i++) {
            Mapper here = mapperOf(at);
            ColumnAttribute attribute =
                    here.findColumn(String.join(".", way.subList(i, way.size())));
            if (attribute != null) {
                return place(tableOf(at), attribute);
            }
            Relationship relationship = PathErrors.attribute(here, way, i, path);
            ColumnPlace key = heldKey(at, relationship, way.subList(i + 1, way.size()));
            if (key != null) {
                return key;
            }
            if (i == way.size() - 1) {
                throw PathErrors.noColumn(relationship, path);
            }
            at = step(at, relationship);
        }
        throw PathErrors.empty(mapperOf(at));
    }

    /** The relationship that a path names. */
    RelationshipPlace relationship(PathRef path) {
        JoinNode at = start(path);
        List<String> way = way(path);
        if (way.isEmpty()) {
            throw PathErrors.empty(mapperOf(at));
        }
        for (String name : way.subList(0, way.size() - 1)) {
            at = step(at, PathErrors.relationship(mapperOf(at), name, path));
        }
        String last = way.get(way.size() - 1);
        Relationship relationship = PathErrors.relationship(mapperOf(at), last, path);
        return new RelationshipPlace(this, relationship, tableOf(at));
    }

    /** The owner's own column, where it holds the key that is asked for: no join is needed then. */
    private @Nullable ColumnPlace heldKey(
            @Nullable JoinNode at, Relationship relationship, List<String> rest) {
        JoinCondition join = relationship.join();
        if (!join.useGet() || join.localRemotePairs().size() != 1 || rest.size() > 1) {
            return null;
        }
        Column key = join.localRemotePairs().get(0).remote();
        ColumnAttribute wanted = relationship.target().attributeOf(key);
        if (!rest.isEmpty() && !wanted.name().equals(rest.get(0))) {
            return null;
        }
        Column held = join.localRemotePairs().get(0).local();
        ColumnAttribute attribute = relationship.owner().findAttribute(held);
        return attribute == null ? null : place(tableOf(at), attribute);
    }

    private static ColumnPlace place(TableRef table, ColumnAttribute attribute) {
        return new ColumnPlace(RelationshipConditions.plain(table, attribute.column()), attribute);
    }

    // Conditions ------------------------------------------------------------------------------

    /** Puts EXISTS around what speaks of collections; every comparison gets its own. */
    Expression finished(Expression condition) {
        if (apart.isEmpty()) {
            return condition;
        } else if (condition instanceof Logical logical) {
            return new Logical(
                    logical.connective(), logical.terms().stream().map(this::finished).toList());
        } else if (condition instanceof Not not) {
            return new Not(finished(not.operand()));
        }
        Map<TableRef, JoinNode> used = new LinkedHashMap<>();
        Map<String, JoinNode> byWay = new LinkedHashMap<>();
        Expression unified =
                ExpressionTree.mapColumns(
                        condition,
                        ref -> {
                            JoinNode node = apart.get(ref.source());
                            if (node == null) {
                                return ref;
                            }
                            JoinNode first = byWay.putIfAbsent(way(node), node);
                            JoinNode meant = first == null ? node : first;
                            used.put(meant.table(), meant);
                            return ref.from(meant.table());
                        });
        if (used.isEmpty()) {
            return condition;
        }
        Select.Builder select = Select.builder().item(new Literal(1, null));
        for (JoinNode node : used.values()) {
            chain(node, select);
        }
        return new Exists(select.where(unified).build());
    }

    /** As {@link #finished}, for what may also speak of the statements around this one. */
    Expression finishedOutwards(Expression condition) {
        Expression finished = condition;
        for (Scope scope = this; scope != null; scope = scope.around) {
            finished = scope.finished(finished);
        }
        return finished;
    }

    /** Whether an expression speaks of a collection that is not joined, here or in a statement around this one. */
    boolean isApart(Expression expression) {
        return ExpressionTree.anyColumn(expression, ref -> apart.containsKey(ref.source()))
                || (around != null && around.isApart(expression));
    }

    /** Refuses an order by what many rows of a collection may say. */
    void requireOneRow(Ordering term) {
        if (isApart(term.expression())) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The query for "
                            + mapper()
                            + " is ordered by an attribute of a collection. Join the collection first,"
                            + " so that it is clear which of its rows count.");
        }
    }

    /** The way from the outermost entity reached apart down to this one. */
    private static void chain(JoinNode last, Select.Builder select) {
        List<JoinNode> chain = new ArrayList<>();
        for (JoinNode node = last; node != null && node.isApart(); node = node.before()) {
            chain.add(0, node);
        }
        JoinNode first = chain.get(0);
        FromItem from = first.alone();
        for (JoinNode node : chain.subList(1, chain.size())) {
            from = node.joinedTo(from);
        }
        select.from(from).where(first.on().primary());
    }

    private static String way(JoinNode node) {
        JoinNode before = node.before();
        String name = node.relationship().toString();
        return before == null
                ? name
                : (before.isApart() ? way(before) : before.table().label()) + "/" + name;
    }

    // Values ----------------------------------------------------------------------------------

    /** Whether it is a column of the root's own key, which is never NULL. */
    boolean isKey(Expression expression) {
        return mapper.identity().stream()
                .map(key -> RelationshipConditions.plain(root, key.column()))
                .anyMatch(expression::equals);
    }

    /** The value of an object's column, to be compared with (spec QU-14). */
    Literal keyOf(Object object, Relationship relationship, Column column) {
        return names.keyOf(object, relationship, column);
    }

    /** The value of a column of an object of this entity. */
    Literal keyOf(Object object, Mapper entity, Column column) {
        return names.keyOf(object, entity, column);
    }

    /** What the query says of the root's entity (spec LO-117). */
    List<Expression> criterion() {
        Criterion criterion = names.criteria().get(mapper);
        return criterion == null ? List.of() : List.of(criterion.at(root, aliases()));
    }

    /** A join that keeps to what the query says of the target's entity (spec LO-117). */
    AliasedJoin narrowed(AliasedJoin join, Mapper entity, TableRef table) {
        return names.narrowed(join, entity, table);
    }

    /** The entity of an object that a session knows. */
    Mapper mapperOf(Object object) {
        return names.mapperOf(object);
    }

    /** This root is the object. */
    Expression isObject(Object object) {
        List<Expression> terms = new ArrayList<>();
        for (ColumnAttribute attribute : mapper.identity()) {
            terms.add(
                    Binary.eq(
                            RelationshipConditions.plain(root, attribute.column()),
                            names.keyOf(object, mapper, attribute.column())));
        }
        return Logical.and(terms);
    }

    /** A condition whose parameters, keyed by columns, are given values. */
    Expression bound(Expression condition, Function<Column, Literal> values) {
        return ExpressionTree.map(
                condition,
                leaf ->
                        leaf instanceof Parameter parameter
                                        && parameter.key() instanceof Column column
                                ? values.apply(column)
                                : leaf);
    }

    /** A condition whose tables stand elsewhere. */
    static Expression moved(Expression condition, Map<TableRef, TableRef> places) {
        return ExpressionTree.mapColumns(
                condition,
                ref -> {
                    TableRef place = places.get(ref.source());
                    ColumnRef plain = ref.withRoles(Set.of());
                    return place == null ? plain : plain.from(place);
                });
    }

    /** A value of a parameter; an object stands for its key. */
    @Nullable Object plainValue(@Nullable Object value) {
        return names.plainValue(value);
    }
}
