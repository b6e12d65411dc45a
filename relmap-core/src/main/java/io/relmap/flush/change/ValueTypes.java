package io.relmap.flush.change;

import io.relmap.annotation.Internal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries key values between fields and columns that hold different types of numbers. */
@Internal
public final class ValueTypes {

    private static final Map<Class<?>, Function<Number, Object>> NUMBERS =
            Map.of(
                    Long.class, Number::longValue,
                    Integer.class, number -> Math.toIntExact(number.longValue()),
                    Short.class, number -> (short) Math.toIntExact(number.longValue()),
                    BigInteger.class, number -> BigInteger.valueOf(number.longValue()),
                    BigDecimal.class, number -> new BigDecimal(number.toString()));

    private ValueTypes() {}

    /** The same value as another type; itself where there is no such conversion. */
    public static @Nullable Object convert(@Nullable Object value, Class<?> type) {
        if (value instanceof Number number && !type.isInstance(value)) {
            Function<Number, Object> conversion = NUMBERS.get(type);
            return conversion == null ? value : conversion.apply(number);
        }
        return value;
    }
}
