package io.relmap.mapping;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import io.relmap.schema.Column;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.Literal;
import io.relmap.sql.Parameter;
import io.relmap.sql.grammar.ExpressionLanguage;
import io.relmap.sql.grammar.NameResolver;
import io.relmap.sql.grammar.Origin;
import io.relmap.sql.grammar.Position;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that a statement computes from the columns of the row it writes, as texts of the expression language. */
@Internal
public final class ColumnExpressions {

    private ColumnExpressions() {}

    /**
     * Reads a text and puts the values of its parameters in.
     *
     * @param entity the entity's simple name, which may stand before an attribute
     * @param columns finds the column of an attribute; null for a name that is none
     * @param parameters what {@code :name} stands for; the values are bound, never written
     * @throws io.relmap.error.MappingException if the text cannot be read
     */
    public static Expression parse(
            String text,
            Origin origin,
            String entity,
            Function<String, @Nullable Column> columns,
            Map<String, ?> parameters) {
        NameResolver names = (path, at) -> ColumnRef.of(column(path, at, entity, columns));
        Expression parsed = ExpressionLanguage.value(text, origin, names);
        return bound(parsed, new Position(origin, text, 0), parameters);
    }

    private static Expression bound(Expression parsed, Position at, Map<String, ?> parameters) {
        return ExpressionTree.map(
                parsed,
                leaf ->
                        leaf instanceof Parameter parameter
                                ? value(parameter, at, parameters)
                                : leaf);
    }

    /**
     * Reads what a program sets an attribute to.
     *
     * @throws InvalidRequestException if the text cannot be read, or the attribute is a key or generated
     */
    public static Expression assigned(
            Mapper mapper, ColumnAttribute attribute, String text, Map<String, ?> parameters) {
        String name = mapper + "." + attribute;
        if (mapper.identity().contains(attribute) || attribute.isComputed()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    name
                            + " is a key or a generated column: it cannot be set to an expression."
                            + " Set a value");
        }
        Origin origin = new Origin(name, "expression");
        Function<String, @Nullable Column> columns =
                other -> {
                    ColumnAttribute found = mapper.findColumn(other);
                    return found == null ? null : found.column();
                };
        try {
            Expression parsed =
                    ExpressionLanguage.value(
                            text,
                            origin,
                            (path, at) ->
                                    ColumnRef.of(column(path, at, mapper.entityName(), columns)),
                            attribute.column().type().withCodec(attribute.codec()));
            return bound(parsed, new Position(origin, text, 0), parameters);
        } catch (MappingException e) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY, String.valueOf(e.getMessage()), e);
        }
    }

    private static Column column(
            List<String> path,
            Position at,
            String entity,
            Function<String, @Nullable Column> columns) {
        boolean qualified = path.size() > 1 && path.get(0).equals(entity);
        String name = String.join(".", qualified ? path.subList(1, path.size()) : path);
        Column column = columns.apply(name);
        if (column == null) {
            throw at.error(
                    ErrorCode.UNKNOWN_NAME,
                    entity + " has no column attribute " + name + "; a text is written 'text'");
        }
        return column;
    }

    private static Literal value(Parameter parameter, Position at, Map<String, ?> parameters) {
        String name = String.valueOf(parameter.key());
        if (!parameters.containsKey(name)) {
            throw at.error(
                    ErrorCode.UNKNOWN_NAME,
                    "there is no value for :" + name + "; given are " + parameters.keySet());
        }
        return Literal.given(parameters.get(name), parameter.type());
    }
}
