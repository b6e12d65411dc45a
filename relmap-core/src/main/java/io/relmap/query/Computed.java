package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.sql.Aggregates;
import io.relmap.sql.Expression;
import io.relmap.sql.grammar.ExpressionLanguage;
import io.relmap.sql.grammar.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that the database computes from the row that it changes: {@code Map.of("year", Computed.of("year + 1"))}.
 * It is written in the closed language of conditions, so that no text becomes part of a statement. Immutable.
 */
public final class Computed {

    private final String text;
    private final Map<String, @Nullable Object> parameters;

    private Computed(String text, Map<String, ?> parameters) {
        this.text = text;
        this.parameters = new LinkedHashMap<>(parameters);
    }

    /** A value by its text: {@code "upper(title)"}. Checked when a query uses it. */
    public static Computed of(String text) {
        return new Computed(text, Map.of());
    }

    /**
     * A value by its text with parameters: {@code "stock - :sold"}. Checked when a query uses it.
     *
     * @param parameters the values by name; they are bound
     */
    public static Computed of(String text, Map<String, ?> parameters) {
        return new Computed(text, parameters);
    }

    /** As it stands in the statement; it may speak of the columns of the row alone. */
    Expression expression(Scope scope, ColumnAttribute attribute) {
        Expression parsed;
        try {
            parsed =
                    ExpressionLanguage.value(
                            text,
                            new Origin("an update of " + scope.mapper(), attribute.name()),
                            new TextCondition.Names(scope),
                            ColumnPlace.type(attribute));
        } catch (MappingException e) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY, String.valueOf(e.getMessage()), e);
        }
        if (Aggregates.contains(parsed)) {
            throw wrong(
                    scope,
                    attribute,
                    "which contains an aggregate, but each row is set by its own values. Ask for the"
                            + " aggregate first, and give it as a parameter");
        } else if (scope.isApart(parsed)) {
            throw wrong(
                    scope,
                    attribute,
                    "which leads over a relationship. Use attributes of "
                            + scope.mapper()
                            + " itself");
        }
        return NamedValues.of(text, parameters).bound(parsed, scope);
    }

    private InvalidRequestException wrong(Scope scope, ColumnAttribute attribute, String what) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                "An update of "
                        + scope.mapper()
                        + " computes \""
                        + attribute
                        + "\" as \""
                        + text
                        + "\", "
                        + what
                        + ".");
    }

    /** The text, as messages write it. */
    @Override
    public String toString() {
        return text;
    }
}
