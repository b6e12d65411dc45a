package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Mapper;
import io.relmap.sql.Aggregates;
import io.relmap.sql.Exists;
import io.relmap.sql.Expression;
import io.relmap.sql.IsNull;
import io.relmap.sql.Literal;
import io.relmap.sql.ScalarSubquery;
import io.relmap.sql.Select;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        this.parts = parts;
        this.value = value;
    }

    /** The values as a list for IN. */
    Expression values(Scope around) {
        Scope scope = scope(parts, around);
        QueryText text = value.apply(scope);
        // NOT IN would find nothing beside a NULL
        boolean maySkipNull =
                parts.limit() == null
                        && parts.offset() == null
                        && !Aggregates.contains(text.expression());
        return new ScalarSubquery(
                select(
                        parts,
                        scope,
                        List.of(text),
                        maySkipNull ? new IsNull(text.expression(), true) : null));
    }

    /** The only value. */
    Expression scalar(Scope around) {
        Scope scope = scope(parts, around);
        return new ScalarSubquery(select(parts, scope, List.of(value.apply(scope)), null));
    }

    /** Whether a query finds a row. */
    static ConditionNode exists(QueryParts parts) {
        return new ConditionNode() {
            @Override
            Expression expression(Scope around) {
                return new Exists(select(parts, scope(parts, around), List.of(), null));
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
        parts.joins().forEach(scope::join);
        return scope;
    }

    private static Select select(
            QueryParts parts, Scope scope, List<QueryText> texts, @Nullable Expression condition) {
        Select.Builder select = Select.builder();
        parts.conditions().forEach(each -> select.where(each.expression(scope)));
        scope.criterion().forEach(select::where);
        if (condition != null) {
            select.where(condition);
        }
        SelectedValues values = new SelectedValues(texts, scope, parts.grouping());
        values.addTo(
                select, parts.orders().stream().flatMap(t -> t.orderings(scope).stream()).toList());
        parts.grouping().addHaving(scope, select);
        if (parts.isDistinct()) {
            select.distinct();
        }
        Integer limit = parts.limit();
        if (limit != null) {
            select.limit(new Literal(limit, null));
        }
        Integer offset = parts.offset();
        if (offset != null) {
            select.offset(new Literal(offset, null));
        }
        return select.from(scope.from()).build();
    }

    /** The query for its values, as messages write it. */
    @Override
    public String toString() {
        return "values of the query for " + parts.mapper();
    }
}
