package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import io.relmap.sql.Aggregates;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.grammar.ExpressionLanguage;
import io.relmap.sql.grammar.NameResolver;
import io.relmap.sql.grammar.Origin;
import io.relmap.sql.grammar.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A text of the closed language at its place in a query that makes rows.
 *
 * @param text the text, for messages
 * @param expression what it means
 * @param places the attributes that it names, by their columns
 */
record QueryText(String text, Expression expression, Map<ColumnRef, ColumnPlace> places) {

    /** What no path has. */
    private static final Pattern SIGNS = Pattern.compile("[^\\w.$]");

    /** A path, or what is computed from paths. */
    static QueryText value(String text, String part, Scope scope) {
        if (scope.mapper().findColumn(text) != null || !SIGNS.matcher(text).find()) {
            ColumnPlace place =
                    new TextCondition.Names(scope).place(PathRef.of(null, text).names());
            return oneRow(
                    new QueryText(text, place.ref(), Map.of(place.ref(), place)), part, scope);
        }
        Map<ColumnRef, ColumnPlace> places = new HashMap<>();
        Expression parsed =
                parsed(
                        scope,
                        part,
                        origin ->
                                ExpressionLanguage.value(
                                        text, origin, new Remembered(scope, places)));
        Expression bound = NamedValues.of(text, Map.of()).bound(parsed, scope);
        return oneRow(new QueryText(text, bound, places), part, scope);
    }

    /** A typed path. */
    static QueryText path(PathRef path, String part, Scope scope) {
        ColumnPlace place = scope.of(path).column(path);
        return oneRow(
                new QueryText(path.dotted(), place.ref(), Map.of(place.ref(), place)), part, scope);
    }

    /** A condition on groups. */
    static QueryText condition(String text, String part, Map<String, ?> parameters, Scope scope) {
        Map<ColumnRef, ColumnPlace> places = new HashMap<>();
        Expression parsed =
                parsed(
                        scope,
                        part,
                        origin ->
                                ExpressionLanguage.queryCondition(
                                        text, origin, new Remembered(scope, places)));
        Expression bound = NamedValues.of(text, parameters).bound(parsed, scope);
        return oneRow(new QueryText(text, bound, places), part, scope);
    }

    private static Expression parsed(
            Scope scope, String part, Function<Origin, Expression> parser) {
        try {
            return parser.apply(new Origin("a query for " + scope.mapper(), part));
        } catch (MappingException e) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY, String.valueOf(e.getMessage()), e);
        }
    }

    /** An aggregate of aggregates. */
    static InvalidRequestException nested(Scope scope, String part, String text) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                "In the query for "
                        + scope.mapper()
                        + ", "
                        + part
                        + " \""
                        + text
                        + "\" has an aggregate inside another aggregate. Rows are grouped once: select the"
                        + " inner one, and go on with its values.");
    }

    private static QueryText oneRow(QueryText text, String part, Scope scope) {
        if (Aggregates.containsNested(text.expression)) {
            throw nested(scope, part, text.text);
        }
        if (scope.isApart(text.expression)) {
            throw PathErrors.error(
                    text.text,
                    "it leads over a collection that the query does not join, so that "
                            + part
                            + " cannot speak of its rows. Join it first");
        }
        return text;
    }

    /** Keeps the attributes that are named. */
    private record Remembered(Scope scope, Map<ColumnRef, ColumnPlace> places)
            implements NameResolver {

        @Override
        public Expression resolve(List<String> path, Position at) {
            ColumnPlace place = new TextCondition.Names(scope).place(path);
            places.put(place.ref(), place);
            return place.ref();
        }
    }
}
