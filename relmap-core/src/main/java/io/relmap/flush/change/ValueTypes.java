package io.relmap.flush.change;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorCode;
import io.relmap.error.FlushException;
import io.relmap.type.Numbers;
import org.jspecify.annotations.Nullable;

/** Carries key values between fields and columns that hold different types of numbers. */
@Internal
public final class ValueTypes {

    private ValueTypes() {}

    /**
     * The same value as another type; itself where it is no number or the type is none of numbers.
     *
     * @throws FlushException if the type cannot hold the number
     */
    public static @Nullable Object convert(@Nullable Object value, Class<?> type) {
        if (!(value instanceof Number number) || !Number.class.isAssignableFrom(type)) {
            return value;
        }
        Number converted = Numbers.as(number, type);
        if (converted == null) {
            throw new FlushException(
                    ErrorCode.FLUSH_FAILED,
                    "A "
                            + number.getClass().getSimpleName()
                            + " is to be stored as "
                            + type.getSimpleName()
                            + ", which cannot hold it. Give the field, and what it refers to, the same type");
        }
        return converted;
    }
}
