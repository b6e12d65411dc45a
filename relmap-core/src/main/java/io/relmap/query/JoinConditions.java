package io.relmap.query;

import io.relmap.schema.Column;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.Literal;
import io.relmap.sql.Parameter;
import io.relmap.sql.TableRef;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Conditions of a join, as the mapping has them, at their places in one statement. */
final class JoinConditions {

    private JoinConditions() {}

    /** A condition whose parameters, keyed by columns, are given values. */
    static Expression bound(Expression condition, Function<Column, Literal> values) {
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
}
