package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import io.relmap.mapping.Relationship;
import io.relmap.sql.Aggregates;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.Ordering;
import io.relmap.sql.TableRef;
import io.relmap.sql.grammar.ExpressionLanguage;
import io.relmap.sql.grammar.Origin;
import io.relmap.type.TypeFamily;
import java.util.List;
import java.util.Map;

/** One or several terms of an order, not yet written for a statement. */
interface OrderTerm {

    /** The terms as they stand in a statement. */
    List<Ordering> orderings(Scope scope);

    /** Terms in the closed language. */
    static OrderTerm text(String text) {
        return scope -> {
            try {
                List<Ordering> terms =
                        ExpressionLanguage.queryOrderings(
                                text,
                                new Origin("a query for " + scope.mapper(), "orderBy"),
                                new TextCondition.Names(scope));
                if (terms.stream().anyMatch(t -> Aggregates.containsNested(t.expression()))) {
                    throw QueryText.nested(scope, "orderBy", text);
                }
                return terms;
            } catch (MappingException e) {
                throw new InvalidRequestException(
                        ErrorCode.INVALID_QUERY, String.valueOf(e.getMessage()), e);
            }
        };
    }

    /** A term over a path. */
    static OrderTerm of(SortTerm term) {
        return scope -> {
            ColumnRef column = scope.column(PathRef.of(term.owner(), term.path())).ref();
            boolean lower =
                    term.ignoreCase() && column.column().type().family() == TypeFamily.CHARACTER;
            Expression expression = lower ? FunctionCall.of("lower", column) : column;
            return List.of(
                    new Ordering(
                            expression,
                            Ordering.Direction.valueOf(term.direction().name()),
                            Ordering.Nulls.valueOf(term.nulls().name())));
        };
    }

    /** The terms of a relationship's order that speak of the target's own columns. */
    static OrderTerm of(Relationship relationship) {
        TableRef own = relationship.join().target().own();
        return scope ->
                relationship.settings().orderBy().stream()
                        .filter(
                                term ->
                                        ExpressionTree.columns(term.expression()).stream()
                                                .allMatch(ref -> ref.source().equals(own)))
                        .map(
                                term ->
                                        new Ordering(
                                                JoinConditions.moved(
                                                        term.expression(),
                                                        Map.of(own, scope.root())),
                                                term.direction(),
                                                term.nulls()))
                        .toList();
    }
}
