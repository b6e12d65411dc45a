package io.relmap.sql.grammar;

import io.relmap.sql.Binary;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTypes;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.Literal;
import io.relmap.sql.Operator;
import io.relmap.sql.Parameter;
import io.relmap.type.ColumnType;
import io.relmap.type.SqlKind;
import io.relmap.type.TypeFamily;
import io.relmap.type.TypeRegistry;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives bound values the type of what they meet, so that they are bound as that column is. */
final class ValueTypes {

    private static final ColumnType DECIMAL = TypeRegistry.numeric(0, 0);

    private static final Map<Class<?>, Function<BigDecimal, Object>> NUMBERS =
            Map.of(
                    Short.class, BigDecimal::shortValueExact,
                    Integer.class, BigDecimal::intValueExact,
                    Long.class, BigDecimal::longValueExact,
                    Double.class, BigDecimal::doubleValue,
                    Float.class, BigDecimal::floatValue,
                    BigDecimal.class, number -> number);

    private static final Map<Class<?>, Function<String, Object>> TEXTS =
            Map.of(
                    String.class, text -> text,
                    UUID.class, UUID::fromString,
                    LocalDate.class, LocalDate::parse,
                    LocalTime.class, LocalTime::parse,
                    LocalDateTime.class, LocalDateTime::parse,
                    OffsetDateTime.class, OffsetDateTime::parse,
                    Instant.class, Instant::parse);

    private ValueTypes() {}

    /** The value or parameter, typed as {@code other} is; anything else as it is. */
    static Expression as(Expression other, Expression value) {
        ColumnType type = ExpressionTypes.typeOf(other);
        return type == null ? alone(value) : as(type, value);
    }

    /** The value or parameter as this type, also where a text or one of several values is made of it. */
    static Expression as(ColumnType type, Expression value) {
        if (value instanceof Parameter parameter && parameter.type() == null) {
            return new Parameter(parameter.key(), type);
        } else if (value instanceof Literal literal
                && literal.type() == null
                && literal.value() != null) {
            Object converted = convert(literal.value(), type.javaType());
            return converted == null ? alone(value) : new Literal(converted, type);
        } else if (value instanceof Binary concat && concat.operator().equals(Operator.CONCAT)) {
            return new Binary(as(type, concat.left()), Operator.CONCAT, as(type, concat.right()));
        } else if (value instanceof FunctionCall call && givesOneOfItsArguments(call)) {
            List<Expression> arguments =
                    call.arguments().stream().map(argument -> as(type, argument)).toList();
            return new FunctionCall(call.name(), arguments, call.comparison());
        }
        return value;
    }

    /** The arguments of a function, typed by each other where they are compared or chosen from. */
    static FunctionCall together(FunctionCall call) {
        Expression typed =
                call.arguments().stream()
                        .filter(argument -> ExpressionTypes.typeOf(argument) != null)
                        .findFirst()
                        .orElse(null);
        boolean alike = typed != null && givesOneOfItsArguments(call);
        return new FunctionCall(
                call.name(),
                call.arguments().stream()
                        .map(a -> alike ? among(Objects.requireNonNull(typed), a) : number(a))
                        .toList(),
                call.comparison());
    }

    private static Expression number(Expression value) {
        return value instanceof Literal literal
                        && literal.type() == null
                        && literal.value() instanceof Number number
                ? new Literal(number, TypeRegistry.typeFor(number.getClass(), 0, 0, 0))
                : value;
    }

    private static boolean givesOneOfItsArguments(FunctionCall call) {
        return call.name().equalsIgnoreCase("coalesce") || call.name().equalsIgnoreCase("nullif");
    }

    /**
     * As {@link #as}, where both make a new value of their own type: a decimal stays what it is beside whole numbers and
     * beside a column of fewer digits.
     */
    static Expression among(Expression other, Expression value) {
        ColumnType type = ExpressionTypes.typeOf(other);
        boolean floating =
                type != null && (type.kind() == SqlKind.DOUBLE || type.kind() == SqlKind.REAL);
        if (value instanceof Literal literal
                && literal.value() instanceof BigDecimal
                && !floating) {
            return alone(value);
        } else if (value instanceof Parameter parameter
                && parameter.type() == null
                && type != null
                && type.kind() == SqlKind.NUMERIC
                && type.codec().equals(DECIMAL.codec())) {
            return new Parameter(parameter.key(), DECIMAL);
        }
        return as(other, value);
    }

    /** A decimal is bound as such where nothing else gives it a type, so that every dialect knows what it is. */
    static Expression alone(Expression value) {
        return value instanceof Literal literal
                        && literal.type() == null
                        && literal.value() instanceof BigDecimal
                ? new Literal(literal.value(), DECIMAL)
                : value;
    }

    static boolean isCharacter(Expression expression) {
        if (expression instanceof Literal literal) {
            return literal.value() instanceof String;
        } else if (expression instanceof Binary binary) {
            return binary.operator().equals(Operator.CONCAT);
        }
        ColumnType type = ExpressionTypes.typeOf(expression);
        return type != null && type.family() == TypeFamily.CHARACTER;
    }

    /** The value as the column's Java type, or null where it is no such value. */
    private static @Nullable Object convert(Object value, Class<?> type) {
        if (type.isInstance(value)) {
            return value;
        }
        try {
            if (value instanceof Number number && NUMBERS.containsKey(type)) {
                return NUMBERS.get(type).apply(new BigDecimal(number.toString()));
            } else if (value instanceof String text && type.isEnum()) {
                return constant(text, type);
            } else if (value instanceof String text && TEXTS.containsKey(type)) {
                return TEXTS.get(type).apply(text);
            }
            return null;
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
            return null; // the database compares the value as it was written
        }
    }

    private static @Nullable Object constant(String name, Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        return null;
    }
}
