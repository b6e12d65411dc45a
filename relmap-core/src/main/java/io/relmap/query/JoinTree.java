package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.join.AliasedJoin;
import io.relmap.join.JoinCondition;
import io.relmap.load.QueryJoin;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.JoinKind;
import io.relmap.sql.NativeTable;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one statement joins to its root: for all paths over a relationship, under a name, or apart, inside an EXISTS. Not
 * thread-safe.
 */
final class JoinTree {

    private final QueryNames names;
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

    /**
     * @param mapper the root's entity
     * @param root where its table stands
     * @param start what stands there in FROM
     */
    JoinTree(QueryNames names, Mapper mapper, TableRef root, FromItem start) {
        this.names = names;
        this.mapper = mapper;
        this.root = root;
        this.start = start;
    }

    /** From here on nothing is joined to the root: every path leads into an EXISTS. */
    void withoutJoins() {
        joinable = false;
    }

    /** Gives the root a name. */
    void named(@Nullable String alias) {
        if (alias != null) {
            Alias.of(alias).check(mapper, Set.of());
            name = alias;
        }
    }

    /** What is reached inside an EXISTS, by its table. */
    Map<TableRef, JoinNode> apart() {
        return apart;
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
    Map<QueryJoin.Place, QueryJoin> byPlace() {
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

    private QueryJoin joined(JoinNode node) {
        boolean isNarrowed =
                node.isNarrowed()
                        || nodes.stream()
                                .anyMatch(
                                        other ->
                                                other.kind() == JoinKind.INNER
                                                        && other.isBehind(node));
        return new QueryJoin(node.table(), node.isOuter(), isNarrowed);
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

    /** Whether a join, or the root, has this name. */
    boolean isName(String alias) {
        return aliased.containsKey(alias) || alias.equals(name);
    }

    private Set<String> taken() {
        Set<String> taken = new HashSet<>(aliased.keySet());
        if (name != null) {
            taken.add(name);
        }
        return taken;
    }

    /** Whether there may be rows without a root. */
    boolean keepsOthers() {
        return nodes.stream().anyMatch(node -> node.kind() == JoinKind.FULL);
    }

    /** Whether a relationship may have a target where the owner's row is missing, and its key with it. */
    boolean keepsTargets(@Nullable JoinNode at, Relationship relationship) {
        JoinNode known = shared.get(key(at, relationship));
        return known != null && known.kind() == JoinKind.FULL;
    }

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
                    Scope target = Scope.at(names, named.mapper(), named.table());
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
    @Nullable JoinNode joined(Class<?> owner) {
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
    @Nullable JoinNode start(PathRef path) {
        Class<?> owner = path.owner();
        if (owner == null) {
            return aliased.get(path.names().get(0));
        } else if (owner == mapper.entityClass()) {
            return null;
        }
        JoinNode joined = joined(owner);
        if (joined == null) {
            throw PathErrors.foreign(path, owner, names.query());
        }
        return joined;
    }

    /** The names behind the entity that a path begins at. */
    List<String> way(PathRef path) {
        List<String> all = path.names();
        boolean named = path.owner() == null && isName(all.get(0));
        return named ? all.subList(1, all.size()) : all;
    }

    /** The next entity on the way of a path. */
    JoinNode step(@Nullable JoinNode at, Relationship relationship) {
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
                table -> places.computeIfAbsent(table, t -> names.aliases().place(t.table()));
        TableRef target = place.apply(join.target().own());
        Map<TableRef, TableRef> secondary = new HashMap<>();
        TableRef owner = at == null ? root : at.table();
        AliasedJoin on =
                join.joined(
                        table -> table.equals(join.owner().own()) ? owner : table,
                        place,
                        table ->
                                secondary.computeIfAbsent(
                                        table, t -> names.aliases().next(t.table())));
        on = names.narrowed(on, relationship.target(), target);
        FromItem from = FromItems.mapTables(join.target().from(), place);
        from = FromItems.mapOn(from, e -> JoinConditions.moved(e, places));
        return new JoinNode(at, relationship, target, from, on, false, inside, kind);
    }

    private String key(@Nullable JoinNode at, Relationship relationship) {
        return (at == null ? root : at.table()).label() + "." + relationship.name();
    }

    /** The entity there; the root's for null. */
    Mapper mapperOf(@Nullable JoinNode node) {
        return node == null ? mapper : node.mapper();
    }

    /** Where the table stands; the root's for null. */
    TableRef tableOf(@Nullable JoinNode node) {
        return node == null ? root : node.table();
    }
}
