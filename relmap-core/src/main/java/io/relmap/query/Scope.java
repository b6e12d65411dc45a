package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.join.JoinCondition;
import io.relmap.load.Aliases;
import io.relmap.load.Criterion;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.sql.Binary;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.IsNull;
import io.relmap.sql.Logical;
import io.relmap.sql.Ordering;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private final JoinTree joins;
    private final CollectionTests collections;

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
        joins = new JoinTree(names, mapper, root, start);
        collections = new CollectionTests(joins.apart());
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
        joins.withoutJoins();
    }

    /** Gives the root a name, for paths of queries inside. */
    void named(@Nullable String alias) {
        joins.named(alias);
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

    /** What it shares with the statements around and inside it: names, and the values of objects. */
    QueryNames names() {
        return names;
    }

    /** What it joins. */
    JoinTree joins() {
        return joins;
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
        } else if (owner == mapper.entityClass() || joins.joined(owner) != null) {
            return this;
        } else if (around != null) {
            return around.of(path);
        }
        throw PathErrors.foreign(path, owner, names.query());
    }

    /** Whether a path begins with a name that a statement around this one has given, and this one has not. */
    private boolean aliasOutside(String alias) {
        if (joins.isName(alias) || Alias.isAttribute(mapper, alias)) {
            return false;
        }
        return around != null && (around.joins.isName(alias) || around.aliasOutside(alias));
    }

    // Paths -----------------------------------------------------------------------------------

    /**
     * The column that a path names; a reference at its end means its key, where that is one column of the owner.
     *
     * @throws InvalidRequestException if it names another relationship
     */
    ColumnPlace column(PathRef path) {
        ColumnPlace column = findColumn(path);
        if (column == null) {
            throw PathErrors.noColumn(relationship(path).relationship(), path);
        }
        return column;
    }

    /** As {@link #column}, or null if the path names a relationship for which no column stands. */
    @Nullable ColumnPlace findColumn(PathRef path) {
        JoinNode at = joins.start(path);
        List<String> way = joins.way(path);
        if (way.isEmpty() && joins.mapperOf(at).identity().size() == 1) {
            return place(joins.tableOf(at), joins.mapperOf(at).identity().get(0));
        }
        for (int i = 0; i < way.size(); i++) {
            Mapper here = joins.mapperOf(at);
            ColumnAttribute attribute =
                    here.findColumn(String.join(".", way.subList(i, way.size())));
            if (attribute != null) {
                return place(joins.tableOf(at), attribute);
            }
            Relationship relationship = PathErrors.attribute(here, way, i, path);
            ColumnPlace key = heldKey(at, relationship, way.subList(i + 1, way.size()));
            if (key != null) {
                return key;
            }
            if (i == way.size() - 1) {
                return null;
            }
            at = joins.step(at, relationship);
        }
        throw PathErrors.empty(joins.mapperOf(at));
    }

    /** The relationship at the end of a path, or null where it ends at an attribute or a name of the program's own. */
    @Nullable Relationship relationshipAtEnd(PathRef path) {
        Mapper here = joins.mapperOf(joins.start(path));
        Relationship last = null;
        for (String name : joins.way(path)) {
            last = here.findRelationship(name);
            if (last == null) {
                return null;
            }
            here = last.target();
        }
        return last;
    }

    /** The relationship that a path names. */
    RelationshipPlace relationship(PathRef path) {
        JoinNode at = joins.start(path);
        List<String> way = joins.way(path);
        if (way.isEmpty()) {
            throw PathErrors.empty(joins.mapperOf(at));
        }
        for (String name : way.subList(0, way.size() - 1)) {
            at = joins.step(at, PathErrors.relationship(joins.mapperOf(at), name, path));
        }
        String last = way.get(way.size() - 1);
        Relationship relationship = PathErrors.relationship(joins.mapperOf(at), last, path);
        return new RelationshipPlace(this, relationship, joins.tableOf(at));
    }

    /** The owner's own column, where it holds the key that is asked for: no join is needed then. */
    private @Nullable ColumnPlace heldKey(
            @Nullable JoinNode at, Relationship relationship, List<String> rest) {
        JoinCondition join = relationship.join();
        if (joins.keepsTargets(at, relationship)
                || !join.useGet()
                || join.localRemotePairs().size() != 1
                || rest.size() > 1) {
            return null;
        }
        Column key = join.localRemotePairs().get(0).remote();
        ColumnAttribute wanted = relationship.target().attributeOf(key);
        if (!rest.isEmpty() && !wanted.name().equals(rest.get(0))) {
            return null;
        }
        Column held = join.localRemotePairs().get(0).local();
        ColumnAttribute attribute = relationship.owner().findAttribute(held);
        return attribute == null ? null : place(joins.tableOf(at), attribute);
    }

    private static ColumnPlace place(TableRef table, ColumnAttribute attribute) {
        return new ColumnPlace(RelationshipConditions.plain(table, attribute.column()), attribute);
    }

    // Conditions ------------------------------------------------------------------------------

    /** Puts EXISTS around what speaks of collections; every comparison gets its own. */
    Expression finished(Expression condition) {
        return collections.finished(condition);
    }

    /** As {@link #finished}, of one comparison, be it made of several. */
    Expression tested(Expression comparison) {
        return collections.tested(comparison);
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
        return collections.isApart(expression) || (around != null && around.isApart(expression));
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

    // The root --------------------------------------------------------------------------------

    /** Rows of the root's entity: by a full outer join there may be others. */
    List<Expression> rows() {
        return joins.keepsOthers()
                ? List.of(
                        new IsNull(
                                RelationshipConditions.plain(
                                        root, mapper.identity().get(0).column()),
                                true))
                : List.of();
    }

    /** Whether it is a column of the root's own key, which is never NULL. */
    boolean isKey(Expression expression) {
        return !joins.keepsOthers()
                && mapper.identity().stream()
                        .map(key -> RelationshipConditions.plain(root, key.column()))
                        .anyMatch(expression::equals);
    }

    /** What the query says of the root's entity (spec LO-117). */
    List<Expression> criterion() {
        Criterion criterion = names.criteria().get(mapper);
        return criterion == null ? List.of() : List.of(criterion.at(root, aliases()));
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
}
