package io.relmap.flush.plan;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorCode;
import io.relmap.error.FlushException;
import io.relmap.flush.change.FlushRow;
import io.relmap.state.IdentityKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The order of rows within a step: new ones as they came, then others by key (spec UW-73, UW-74). */
@Internal
public final class RowOrder {

    private static final Comparator<FlushRow> NEW =
            Comparator.comparingLong(r -> r.state().order());
    private static final Comparator<FlushRow> BY_KEY = RowOrder::compareKeys;

    private RowOrder() {}

    /** The rows in order. */
    public static List<FlushRow> sorted(List<FlushRow> rows) {
        return rows.stream()
                .sorted(
                        (left, right) -> {
                            if (left.isNew() != right.isNew()) {
                                return left.isNew() ? -1 : 1;
                            }
                            return (left.isNew() ? NEW : BY_KEY).compare(left, right);
                        })
                .toList();
    }

    private static int compareKeys(FlushRow left, FlushRow right) {
        IdentityKey first = Objects.requireNonNull(left.state().identity());
        IdentityKey second = Objects.requireNonNull(right.state().identity());
        for (int place = 0; place < first.size(); place++) {
            int result = compare(left, first.value(place), second.value(place));
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    private static int compare(FlushRow row, Object left, Object right) {
        if (left instanceof String first && right instanceof String second) {
            return compareCodePoints(first, second);
        }
        if (left instanceof byte[] first && right instanceof byte[] second) {
            return Arrays.compareUnsigned(first, second);
        }
        if (left instanceof Comparable<?> && left.getClass() == right.getClass()) {
            @SuppressWarnings("unchecked") // both are of the same comparable class
            Comparable<Object> first = (Comparable<Object>) left;
            return first.compareTo(right);
        }
        throw new FlushException(
                ErrorCode.FLUSH_FAILED,
                "Rows of "
                        + row.mapper()
                        + " are written in the order of their keys, but keys of "
                        + left.getClass().getName()
                        + " cannot be compared. Use a type that is Comparable");
    }

    private static int compareCodePoints(String left, String right) {
        int end = Math.min(left.length(), right.length());
        for (int i = 0; i < end; i++) {
            char first = left.charAt(i);
            char second = right.charAt(i);
            if (first != second) {
                boolean mixed = Character.isSurrogate(first) != Character.isSurrogate(second);
                return mixed ? (Character.isSurrogate(first) ? 1 : -1) : first - second;
            }
        }
        return left.length() - right.length();
    }
}
