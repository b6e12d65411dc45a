package io.relmap.jdbc;

import io.relmap.annotation.VersionGenerator;
import io.relmap.error.ErrorCode;
import io.relmap.error.FlushException;
import io.relmap.flush.change.ValueTypes;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.VersionRule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Makes the values of version columns (spec UW-116): 1, 2, 3 and so on, or the time of the change. */
final class VersionValues {

    private VersionValues() {}

    /** The version of a new row. */
    static @Nullable Object first(VersionRule rule) {
        VersionGenerator<Object> generator = rule.generator();
        Class<?> type = rule.attribute().javaType();
        if (generator != null) {
            return generator.next(null);
        }
        return type == Instant.class ? now() : ValueTypes.convert(1L, type);
    }

    /** The version after another. */
    static @Nullable Object next(VersionRule rule, Object committed) {
        VersionGenerator<Object> generator = rule.generator();
        ColumnAttribute version = rule.attribute();
        if (generator != null) {
            return generator.next(committed);
        }
        if (committed instanceof Number number) {
            return ValueTypes.convert(Math.addExact(number.longValue(), 1L), version.javaType());
        }
        if (committed instanceof Instant before) {
            Instant now = now();
            return now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS);
        }
        throw new FlushException(
                ErrorCode.FLUSH_FAILED,
                "The version "
                        + version.column()
                        + " is of "
                        + committed.getClass().getName()
                        + ". Use an integer type or Instant");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
