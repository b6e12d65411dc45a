package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.join.JoinCondition;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.sql.Exists;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.Literal;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import java.util.HashMap;
import java.util.Map;

/** The root of the query is what an owner's relationship leads to: its lazy condition (spec QU-15, LO-90). */
final class RelatedTo extends ConditionNode {

    private final PathRef path;
    private final Object owner;

    RelatedTo(PathRef path, Object owner) {
        this.path = path;
        this.owner = owner;
    }

    @Override
    Expression expression(Scope scope) {
        Mapper mapper = scope.names().mapperOf(owner);
        if (path.names().size() != 1) {
            throw PathErrors.error(path, "an owner has only its own relationships: name one");
        }
        Relationship relationship =
                PathErrors.relationship(mapper, path.names().get(0), path.dotted());
        if (relationship.target() != scope.mapper()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    relationship
                            + " leads to "
                            + relationship.target()
                            + ", but "
                            + scope.mapper()
                            + " is queried. Query for "
                            + relationship.target()
                            + ".");
        }
        JoinCondition join = relationship.join();
        Expression condition =
                JoinConditions.bound(
                        join.lazyCondition(), column -> scope.names().keyOf(owner, mapper, column));
        Map<TableRef, TableRef> places = new HashMap<>();
        FromItem secondary = join.secondary();
        if (secondary == null) {
            places.put(join.target().own(), scope.root());
            return JoinConditions.moved(condition, places);
        }
        FromItems.tables(secondary)
                .forEach(table -> places.put(table, scope.aliases().place(table.table())));
        places.put(join.target().own(), scope.root());
        FromItem from = FromItems.mapTables(secondary, table -> places.getOrDefault(table, table));
        from = FromItems.mapOn(from, on -> JoinConditions.moved(on, places));
        return new Exists(
                Select.builder()
                        .item(new Literal(1, null))
                        .from(from)
                        .where(JoinConditions.moved(condition, places))
                        .build());
    }

    @Override
    public String toString() {
        return "elements of " + path;
    }
}
