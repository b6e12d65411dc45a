package io.relmap.sql.grammar;

import io.relmap.error.ErrorCode;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.type.ColumnType;
import io.relmap.type.TypeRegistry;
import java.util.List;

/**
 * Says what names of the language mean: columns of entities and tables in a mapping, paths over
 * relationships in a query. Failures are thrown by {@link Position#error}.
 */
public interface NameResolver {

    /** The value that a dotted path names, usually a column. */
    Expression resolve(List<String> path, Position at);

    /** A type named in CAST; unknown names are types of the database's own. */
    default ColumnType type(String name, List<Integer> arguments, Position at) {
        return TypeRegistry.named(name, arguments);
    }

    /** What a path that stands alone as {@code secondary} names. */
    default FromItem source(List<String> path, Position at) {
        throw at.error(ErrorCode.PARSE_ERROR, "no table is expected here");
    }

    /** What a path names as one side of a join. */
    default FromItem joined(List<String> path, Position at) {
        return source(path, at);
    }

    /** The condition of a join that gives none (spec RC-134). */
    default Expression joinCondition(FromItem left, FromItem right, Position at) {
        throw at.error(ErrorCode.PARSE_ERROR, "the join needs a condition");
    }
}
