package io.relmap.query;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Exists;
import io.relmap.sql.Expression;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.Literal;
import io.relmap.sql.Negative;
import io.relmap.sql.Operator;
import io.relmap.sql.ScalarSubquery;
import io.relmap.sql.TableRef;
import io.relmap.state.InstanceState;
import io.relmap.type.ColumnType;
import io.relmap.type.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values of a row as the session last knew it. Numbers are {@code BigDecimal}s here, so that those of other widths
 * compare.
 *
 * @param root where the entity's table stands
 * @param mapper the entity
 */
record MemoryValues(TableRef root, Mapper mapper) {

    /** A value that is there, but not known. */
    static final Object UNKNOWN = new Object();

    /** A database that keeps decimals as floating-point numbers is exact up to here. */
    private static final int SAFE_DIGITS = 15;

    private static final Set<Operator> ARITHMETIC =
            Set.of(Operator.PLUS, Operator.MINUS, Operator.TIMES);

    /** What a value is to the database. */
    enum Kind {
        WHOLE("a whole number"),
        DECIMAL("a decimal number"),
        TEXT("a text"),
        TRUTH("a truth value"),
        ID("a UUID"),
        DATE("a date"),
        CONSTANT("an enum"),
        NULL("null"),
        OTHER("a value that only the database understands");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Whether Java compares values of both as every database does. */
        boolean compares(Kind other, boolean ordered) {
            if (this == OTHER || other == OTHER) {
                return false;
            } else if (this == NULL || other == NULL) {
                return true;
            } else if (isNumber() && other.isNumber()) {
                return true;
            }
            return this == other && (!ordered || this == DATE);
        }

        private boolean isNumber() {
            return this == WHOLE || this == DECIMAL;
        }

        String and(Kind other, boolean ordered) {
            return "a comparison" + (ordered ? " by order" : "") + " of " + this + " with " + other;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * A value of each object.
     *
     * @param kind what it is
     * @param obstacle why it cannot be told in memory, or null
     * @param reader reads it
     */
    record Operand(
            Kind kind,
            @Nullable String obstacle,
            Function<InstanceState, @Nullable Object> reader) {

        static Operand refused(String obstacle) {
            return new Operand(Kind.OTHER, obstacle, state -> UNKNOWN);
        }

        @Nullable Object of(InstanceState state) {
            return reader.apply(state);
        }
    }

    Operand operand(Expression expression) {
        if (expression instanceof ColumnRef ref) {
            return column(ref);
        } else if (expression instanceof Literal literal) {
            return literal(literal.value());
        } else if (expression instanceof Negative negative) {
            return arithmetic(new Literal(0, null), Operator.MINUS, negative.operand());
        } else if (expression instanceof Binary binary && ARITHMETIC.contains(binary.operator())) {
            return arithmetic(binary.left(), binary.operator(), binary.right());
        } else if (expression instanceof Binary binary
                && binary.operator().equals(Operator.CONCAT)) {
            return concatenation(binary);
        }
        return Operand.refused(words(expression));
    }

    private static String words(Expression expression) {
        if (expression instanceof FunctionCall call) {
            return "the function " + call.name();
        } else if (expression instanceof Exists || expression instanceof ScalarSubquery) {
            return "a subquery (a path over a relationship, any or has)";
        } else if (expression instanceof Binary binary) {
            return "the operator " + binary.operator().symbol();
        }
        return "an expression that only the database understands";
    }

    private Operand column(ColumnRef ref) {
        ColumnAttribute attribute =
                ref.source().equals(root) ? mapper.findAttribute(ref.column()) : null;
        if (attribute == null) {
            return Operand.refused("a column of another table");
        }
        Kind kind = kindOf(attribute);
        if (kind == Kind.OTHER) {
            return Operand.refused("the values of \"" + attribute + "\"");
        }
        return new Operand(kind, null, state -> lastKnown(state, attribute));
    }

    private static Kind kindOf(ColumnAttribute attribute) {
        if (attribute.converter() != null) {
            return Kind.OTHER;
        }
        Class<?> type = attribute.codec().javaType();
        return switch (attribute.column().type().kind()) {
            case SMALLINT, INTEGER, BIGINT ->
                    Number.class.isAssignableFrom(type) ? Kind.WHOLE : Kind.OTHER;
            case NUMERIC ->
                    type == BigDecimal.class || type == BigInteger.class
                            ? Kind.DECIMAL
                            : Kind.OTHER;
            case VARCHAR, TEXT ->
                    type == String.class ? Kind.TEXT : type.isEnum() ? Kind.CONSTANT : Kind.OTHER;
            case BOOLEAN -> type == Boolean.class ? Kind.TRUTH : Kind.OTHER;
            case UUID -> type == UUID.class ? Kind.ID : Kind.OTHER;
            case DATE -> type == LocalDate.class ? Kind.DATE : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    private static @Nullable Object lastKnown(InstanceState state, ColumnAttribute attribute) {
        @Nullable Object[] snapshot = state.snapshot();
        if (snapshot == null || state.isExpired(attribute)) {
            return UNKNOWN;
        }
        Object value = snapshot[attribute.index()];
        if (!(value instanceof Number number)) {
            return value;
        }
        Object decimal = decimal(number);
        return isRounded(decimal, attribute) ? UNKNOWN : decimal;
    }

    /** Whether the row holds a fraction as its column rounds it. */
    private static boolean isRounded(@Nullable Object value, ColumnAttribute attribute) {
        ColumnType type = attribute.column().type();
        return value instanceof BigDecimal number
                && type.precision() > 0
                && number.stripTrailingZeros().scale() > type.scale();
    }

    private static Object decimal(Number number) {
        Number decimal = Numbers.as(number, BigDecimal.class);
        return decimal == null
                        || (number instanceof BigDecimal given && given.precision() > SAFE_DIGITS)
                ? UNKNOWN
                : decimal;
    }

    private static Operand literal(@Nullable Object value) {
        Kind kind = kindOf(value);
        if (kind == Kind.OTHER) {
            return Operand.refused(
                    "a value of " + (value == null ? "" : value.getClass().getName()));
        }
        Object known = value instanceof Number number ? decimal(number) : value;
        return new Operand(kind, null, state -> known);
    }

    private static Kind kindOf(@Nullable Object value) {
        if (value == null) {
            return Kind.NULL;
        } else if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte) {
            return Kind.WHOLE;
        } else if (value instanceof BigDecimal || value instanceof BigInteger) {
            return Kind.DECIMAL;
        } else if (value instanceof String) {
            return Kind.TEXT;
        } else if (value instanceof Boolean) {
            return Kind.TRUTH;
        } else if (value instanceof UUID) {
            return Kind.ID;
        } else if (value instanceof LocalDate) {
            return Kind.DATE;
        }
        return value instanceof Enum<?> ? Kind.CONSTANT : Kind.OTHER;
    }

    /** Of whole numbers: what databases make of fractions differs. */
    private Operand arithmetic(Expression left, Operator operator, Expression right) {
        Operand one = operand(left);
        Operand other = operand(right);
        if (one.kind() != Kind.WHOLE || other.kind() != Kind.WHOLE) {
            return Operand.refused("arithmetic with " + one.kind() + " and " + other.kind());
        }
        return new Operand(
                Kind.WHOLE,
                null,
                both(one, other, (a, b) -> computed((BigDecimal) a, operator, (BigDecimal) b)));
    }

    private static BigDecimal computed(BigDecimal left, Operator operator, BigDecimal right) {
        if (operator.equals(Operator.PLUS)) {
            return left.add(right);
        }
        return operator.equals(Operator.MINUS) ? left.subtract(right) : left.multiply(right);
    }

    /** Of two values that are known; null if one of them is null. */
    private static Function<InstanceState, @Nullable Object> both(
            Operand one, Operand other, BinaryOperator<Object> operation) {
        return state -> {
            Object first = one.of(state);
            Object second = other.of(state);
            if (first == UNKNOWN || second == UNKNOWN) {
                return UNKNOWN;
            }
            return first == null || second == null ? null : operation.apply(first, second);
        };
    }

    private Operand concatenation(Binary binary) {
        Operand one = operand(binary.left());
        Operand other = operand(binary.right());
        if (one.kind() != Kind.TEXT || other.kind() != Kind.TEXT) {
            return Operand.refused("|| of " + one.kind() + " and " + other.kind());
        }
        return new Operand(Kind.TEXT, null, both(one, other, (a, b) -> "" + a + b));
    }

    /** The value of an attribute once it was set so, as its field holds it, or {@link #UNKNOWN}. */
    Function<InstanceState, @Nullable Object> assigned(
            Expression expression, ColumnAttribute attribute) {
        if (expression instanceof Literal literal) {
            return state -> fitting(literal.value(), attribute);
        }
        Operand operand = operand(expression);
        boolean sameKind = operand.kind() == kindOf(attribute);
        return state -> sameKind ? fitting(operand.of(state), attribute) : UNKNOWN;
    }

    private static @Nullable Object fitting(@Nullable Object value, ColumnAttribute attribute) {
        Class<?> type = attribute.codec().javaType();
        if (isRounded(value, attribute)) {
            return UNKNOWN;
        } else if (value instanceof Number number) {
            Object converted = Numbers.as(number, type);
            return converted == null ? UNKNOWN : converted;
        }
        return value == null || type.isInstance(value) ? value : UNKNOWN;
    }

    /** Below, at or above 0; of values whose kinds compare. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // of one class: Kind.compares
    static int compare(Object left, Object right) {
        if (left.equals(right)) {
            return 0;
        }
        return left.getClass() == right.getClass() && left instanceof Comparable comparable
                ? comparable.compareTo(right)
                : 1;
    }
}
