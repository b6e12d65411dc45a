package io.relmap.query;

import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.sql.Binary;
import io.relmap.sql.Cast;
import io.relmap.sql.Collate;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Distinct;
import io.relmap.sql.Expression;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.Literal;
import io.relmap.sql.Negative;
import io.relmap.sql.Operator;
import io.relmap.sql.RowCount;
import io.relmap.type.Codec;
import io.relmap.type.ColumnType;
import io.relmap.type.ConvertedCodec;
import io.relmap.type.TypeRegistry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * As what a computed value is read, the same on every database.
 *
 * @param type the SQL type
 * @param codec the Java type
 */
record ResultType(ColumnType type, Codec<?> codec) {

    private static final Set<Class<?>> WHOLE =
            Set.of(Byte.class, Short.class, Integer.class, Long.class, BigInteger.class);
    private static final Set<Class<?>> FLOATING = Set.of(Float.class, Double.class);

    /** How values are read; null for what only the driver knows. */
    static @Nullable Codec<Object> codec(
            Expression expression, Map<ColumnRef, ColumnPlace> places, Dialect dialect) {
        ResultType type = of(expression, places);
        return type == null ? null : dialect.codec(type.type, type.codec);
    }

    private static ResultType of(Class<?> javaType) {
        ColumnType type = TypeRegistry.typeFor(javaType, 0, 0, 0);
        return new ResultType(type, type.codec());
    }

    private static @Nullable ResultType of(
            Expression expression, Map<ColumnRef, ColumnPlace> places) {
        if (expression instanceof ColumnRef ref) {
            ColumnPlace place = Objects.requireNonNull(places.get(ref), "a column that was named");
            return new ResultType(place.attribute().column().type(), place.attribute().codec());
        } else if (expression instanceof FunctionCall call) {
            return of(call, places);
        } else if (expression instanceof RowCount) {
            return of(Long.class);
        } else if (expression instanceof Binary binary) {
            return of(binary, places);
        } else if (expression instanceof Literal literal) {
            Object value = literal.value();
            ColumnType type = literal.type();
            if (type != null && type.javaType().isInstance(value)) {
                return new ResultType(type, type.codec());
            }
            return value != null && TypeRegistry.knows(value.getClass())
                    ? of(value.getClass())
                    : null;
        } else if (expression instanceof Cast cast) {
            return new ResultType(cast.type(), cast.type().codec());
        } else if (expression instanceof Negative negative) {
            return of(negative.operand(), places);
        } else if (expression instanceof Distinct distinct) {
            return of(distinct.operand(), places);
        } else if (expression instanceof Collate collate) {
            return of(collate.operand(), places);
        }
        return of(Boolean.class); // what is left is a condition
    }

    private static @Nullable ResultType of(FunctionCall call, Map<ColumnRef, ColumnPlace> places) {
        List<Expression> arguments = call.arguments();
        return switch (call.name().toLowerCase(Locale.ROOT)) {
            case "count" -> of(Long.class);
            case "avg" -> of(Double.class);
            case "sum" -> arguments.isEmpty() ? null : sum(of(arguments.get(0), places));
            case "min", "max", "abs", "round", "nullif" ->
                    arguments.isEmpty() ? null : of(arguments.get(0), places);
            case "coalesce" ->
                    arguments.stream()
                            .map(argument -> of(argument, places))
                            .filter(Objects::nonNull)
                            .reduce(ResultType::wider)
                            .orElse(null);
            case "lower", "upper", "trim", "ltrim", "rtrim", "replace", "substr", "concat" ->
                    of(String.class);
            case "length", "char_length" -> of(Integer.class);
            default -> null;
        };
    }

    /** What both fit: numbers a wider one, all else only what is stored alike. */
    private static ResultType wider(ResultType one, ResultType other) {
        Class<?> left = one.codec.javaType();
        Class<?> right = other.codec.javaType();
        if (left == right && Objects.equals(one.converter(), other.converter())) {
            return one;
        }
        ResultType number =
                one.converter() == null && other.converter() == null
                        ? arithmetic(left, right)
                        : null;
        if (number == null) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "coalesce() mixes "
                            + one
                            + " with "
                            + other
                            + ", which cannot be read as one type. Give it arguments of one type,"
                            + " with cast(...) for instance.");
        }
        return number;
    }

    private @Nullable Class<?> converter() {
        return codec instanceof ConvertedCodec<?, ?> converted
                ? converted.converter().getClass()
                : null;
    }

    /** The Java type and its converter, as messages write them. */
    @Override
    public String toString() {
        Class<?> converter = converter();
        return codec.javaType().getSimpleName()
                + (converter == null ? "" : " (stored by " + converter.getSimpleName() + ")");
    }

    private static @Nullable ResultType sum(@Nullable ResultType operand) {
        if (operand == null) {
            return null;
        }
        Class<?> type = operand.codec.javaType();
        if (FLOATING.contains(type)) {
            return of(Double.class);
        }
        return WHOLE.contains(type) && type != BigInteger.class ? of(Long.class) : operand;
    }

    private static @Nullable ResultType of(Binary binary, Map<ColumnRef, ColumnPlace> places) {
        Operator operator = binary.operator();
        if (operator.isCustom()) {
            return operator.comparison() ? of(Boolean.class) : null;
        } else if (operator.comparison()) {
            return of(Boolean.class);
        } else if (operator.equals(Operator.CONCAT)) {
            return of(String.class);
        }
        ResultType left = of(binary.left(), places);
        ResultType right = of(binary.right(), places);
        if (left == null || right == null) {
            return null;
        }
        ResultType result = arithmetic(left.codec.javaType(), right.codec.javaType());
        boolean quotient =
                operator.equals(Operator.DIVIDE)
                        && result != null
                        && result.codec.javaType() == BigInteger.class;
        // a column that holds it has digits after the point for the database, if only none
        return quotient ? of(BigDecimal.class) : result;
    }

    private static @Nullable ResultType arithmetic(Class<?> left, Class<?> right) {
        if (FLOATING.contains(left) || FLOATING.contains(right)) {
            return of(Double.class);
        } else if (left == BigDecimal.class || right == BigDecimal.class) {
            return of(BigDecimal.class);
        } else if (left == BigInteger.class || right == BigInteger.class) {
            return of(BigInteger.class);
        }
        return WHOLE.contains(left) && WHOLE.contains(right) ? of(Long.class) : null;
    }
}
