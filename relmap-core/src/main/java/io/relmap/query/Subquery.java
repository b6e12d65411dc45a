package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Mapper;
import io.relmap.sql.Aggregates;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Exists;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.InList;
import io.relmap.sql.IsNull;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.Operator;
import io.relmap.sql.Ordering;
import io.relmap.sql.ScalarSubquery;
import io.relmap.sql.Select;
import io.relmap.sql.SelectItem;
import io.relmap.sql.SubqueryRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The values that one query gives to another, made by {@link Query#asValues(ColumnPath)}. Its paths may speak of the query
 * around it: typed ones by their class, others by the name that this has ({@link Query#named(String)}).
 *
 * @param <V> the values' type
 */
@SuppressWarnings("UnusedTypeParameter") // V keeps values of other types out of comparisons
public final class Subquery<V> {

    private final QueryParts parts;
    private final Function<Scope, QueryText> value;

    Subquery(QueryParts parts, Function<Scope, QueryText> value) {
        this.parts = parts.copy();
        this.value = value;
    }

    /** Whether a column is among the values, NULL not counted: beside one, nothing would be known to be outside. */
    Expression contains(ColumnRef column, Scope around) {
        ScalarSubquery values = values(around);
        Expression among = new InList(column, List.of(values), false);
        Expression itself = new Binary(column, Operator.NE, column);
        return isLimited() && !ExpressionTree.columns(values).isEmpty()
                ? FunctionCall.of("coalesce", among, itself) // false, but of NULL nothing is known
                : among;
    }

    private boolean isLimited() {
        return parts.limit() != null || parts.offset() != null;
    }

    /** The values as a list for IN, without NULL where that can be said in it. */
    private ScalarSubquery values(Scope around) {
        Scope scope = scope(parts, around);
        QueryText text = value.apply(scope);
        Select.Builder select = values(parts, scope, List.of(text));
        if (isLimited() && !scope.isKey(text.expression())) {
            return new ScalarSubquery(withoutNull(select.build(), scope));
        }
        Expression known = new IsNull(text.expression(), true);
        if (Aggregates.contains(text.expression())) {
            Expression having = select.build().having();
            select.having(having == null ? known : Logical.and(List.of(having, known)));
        } else {
            select.where(known);
        }
        return new ScalarSubquery(select.build());
    }

    /** The limit counts NULL, so that it is left out around it. */
    private static Select withoutNull(Select limited, Scope scope) {
        if (!ExpressionTree.columns(new ScalarSubquery(limited)).isEmpty()) {
            return limited; // speaks of the query around it, which not all databases know in FROM
        }
        SelectItem item = limited.items().get(0);
        String given = item.label();
        String label = given == null ? scope.aliases().next("value") : given;
        SubqueryRef values =
                new SubqueryRef(
                        new Select(
                                List.of(new SelectItem(item.expression(), label)),
                                limited.from(),
                                limited.where(),
                                limited.groupBy(),
                                limited.having(),
                                limited.orderBy(),
                                limited.distinct(),
                                limited.limit(),
                                limited.offset(),
                                limited.lock()),
                        scope.aliases().next("anon"));
        Expression column = values.column(label);
        return Select.builder().item(column).from(values).where(new IsNull(column, true)).build();
    }

    /** The only value. */
    Expression scalar(Scope around) {
        Scope scope = scope(parts, around);
        return new ScalarSubquery(values(parts, scope, List.of(value.apply(scope))).build());
    }

    /** Whether a query finds a row, as it is now. */
    static ConditionNode exists(QueryParts query) {
        QueryParts parts = query.copy();
        return new ConditionNode() {
            @Override
            Expression expression(Scope around) {
                Scope scope = scope(parts, around);
                return new Exists(
                        parts.grouping().isEmpty()
                                ? objects(parts, scope)
                                : values(parts, scope, List.of()).build());
            }

            @Override
            public String toString() {
                return "exists a row of the query for " + parts.mapper();
            }
        };
    }

    private static Scope scope(QueryParts parts, Scope around) {
        Mapper mapper = parts.mapper();
        if (!parts.criteria().isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The query for "
                            + mapper
                            + " is part of another one and has withCriteria(...) of its own. Say it to"
                            + " the outer query, or in where().");
        }
        Scope scope = around.inside(mapper, parts.source());
        scope.named(parts.name());
        parts.joins().forEach(scope.joins()::join);
        return scope;
    }

    /** The rows of a query for objects: with DISTINCT, none of them twice. */
    private static Select objects(QueryParts parts, Scope scope) {
        Select.Builder select = narrowed(parts, scope);
        scope.rows().forEach(select::where);
        List<Ordering> orders =
                QueryStatements.orderings(
                        parts, scope, QueryStatements.columns(parts.mapper(), scope));
        QueryStatements.refuseAggregates(parts.mapper(), orders);
        if (parts.isDistinct()) {
            Set<Expression> items = new LinkedHashSet<>();
            parts.mapper()
                    .identity()
                    .forEach(
                            key ->
                                    items.add(
                                            RelationshipConditions.plain(
                                                    scope.root(), key.column())));
            orders.forEach(order -> items.add(order.expression()));
            // as DISTINCT, which SQLite leaves out of EXISTS
            items.forEach(item -> select.item(item).groupBy(item));
        }
        orders.forEach(select::orderBy);
        return limited(parts, select).from(scope.joins().from()).build();
    }

    /** The rows of a query for values, or its groups. */
    private static Select.Builder values(QueryParts parts, Scope scope, List<QueryText> texts) {
        Select.Builder select = narrowed(parts, scope);
        SelectedValues values = new SelectedValues(texts, scope, parts.grouping());
        values.addTo(select, QueryStatements.orderings(parts, scope, values.expressions()));
        parts.grouping().addHaving(scope, select);
        if (parts.isDistinct() && !texts.isEmpty()) {
            select.distinct();
        }
        return limited(parts, select).from(scope.joins().from());
    }

    private static Select.Builder narrowed(QueryParts parts, Scope scope) {
        Select.Builder select = Select.builder();
        parts.conditions().forEach(each -> select.where(each.expression(scope)));
        scope.criterion().forEach(select::where);
        return select;
    }

    private static Select.Builder limited(QueryParts parts, Select.Builder select) {
        Integer limit = parts.limit();
        if (limit != null) {
            select.limit(new Literal(limit, null));
        }
        Integer offset = parts.offset();
        if (offset != null) {
            select.offset(new Literal(offset, null));
        }
        return select;
    }

    /** The query for its values, as messages write it. */
    @Override
    public String toString() {
        return "values of the query for " + parts.mapper();
    }
}
