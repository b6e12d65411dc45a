package io.relmap.state;

import io.relmap.annotation.Internal;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of keys as they are compared: the database takes 5 and 5.00 for one value, and two arrays of the same
 * bytes.
 */
@Internal
public final class KeyValue {

    private KeyValue() {}

    /** A value whose {@code equals} and {@code hashCode} are those of a key; most stand for themselves. */
    public static Object comparable(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        } else if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes.clone());
        }
        return value;
    }

    /** Values of a key of several parts; null where one of them is. */
    public static @Nullable List<Object> comparable(List<? extends @Nullable Object> values) {
        List<Object> compared = new ArrayList<>(values.size());
        for (Object value : values) {
            if (value == null) {
                return null;
            }
            compared.add(comparable(value));
        }
        return compared;
    }
}
