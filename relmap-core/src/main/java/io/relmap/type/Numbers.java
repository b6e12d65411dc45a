package io.relmap.type;

import io.relmap.annotation.Internal;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Brings numbers to other types: keys and what refers to them may differ in width. */
@Internal
public final class Numbers {

    private Numbers() {}

    /**
     * A number as another type. Whole and decimal types take it exactly or not at all, so that one key
     * never becomes another; {@code Double} and {@code Float} take the nearest.
     *
     * @param number the number
     * @param type the wrapper class
     * @return null where the type cannot hold the number, or is none of numbers
     */
    public static @Nullable Number as(Number number, Class<?> type) {
        if (type.isInstance(number)) {
            return number;
        } else if (type == Double.class) {
            return number.doubleValue();
        } else if (type == Float.class) {
            return number.floatValue();
        }
        return isShortWhole(number) ? whole(number.longValue(), type) : exact(number, type);
    }

    private static boolean isShortWhole(Number number) {
        return number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte;
    }

    private static @Nullable Number whole(long value, Class<?> type) {
        if (type == Long.class) {
            return value;
        } else if (type == Integer.class) {
            return value == (int) value ? (Number) (int) value : null;
        } else if (type == Short.class) {
            return value == (short) value ? (Number) (short) value : null;
        } else if (type == Byte.class) {
            return value == (byte) value ? (Number) (byte) value : null;
        } else if (type == BigInteger.class) {
            return BigInteger.valueOf(value);
        }
        return type == BigDecimal.class ? BigDecimal.valueOf(value) : null;
    }

    private static @Nullable Number exact(Number number, Class<?> type) {
        try {
            BigDecimal decimal = new BigDecimal(number.toString());
            if (type == BigDecimal.class) {
                return decimal;
            }
            BigInteger integer = decimal.toBigIntegerExact();
            return type == BigInteger.class ? integer : whole(integer.longValueExact(), type);
        } catch (ArithmeticException | NumberFormatException cannot) {
            return null; // a fraction, too large, or not a number
        }
    }
}
