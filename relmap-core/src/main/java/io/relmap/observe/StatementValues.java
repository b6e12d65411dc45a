package io.relmap.observe;

import io.relmap.annotation.Internal;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values that were bound to a statement, as far as {@link ShownValues} lets them be seen. Text is made when it is
 * asked for; a listener asks while it is called, not later.
 */
public final class StatementValues {

    private static final int ROWS_IN_TEXT = 3;

    private final ShownValues shown;
    private final Supplier<? extends List<@Nullable Object[]>> rows;

    private StatementValues(ShownValues shown, Supplier<? extends List<@Nullable Object[]>> rows) {
        this.shown = shown;
        this.rows = rows;
    }

    /**
     * Values of which this much is shown.
     *
     * @param rows for each row that is sent with the statement its values, in the order of the placeholders
     */
    @Internal
    public static StatementValues of(
            ShownValues shown, Supplier<? extends List<@Nullable Object[]>> rows) {
        return new StatementValues(shown, rows);
    }

    /** One line for each row; empty if nothing is shown. */
    public List<String> lines() {
        return shown == ShownValues.NONE ? List.of() : rows.get().stream().map(this::line).toList();
    }

    /** The first rows, and how many more there are; empty if nothing is shown. */
    public String text() {
        if (shown == ShownValues.NONE) {
            return "";
        }
        List<@Nullable Object[]> all = rows.get();
        String first =
                all.stream().limit(ROWS_IN_TEXT).map(this::line).collect(Collectors.joining(", "));
        return all.size() <= ROWS_IN_TEXT
                ? first
                : first + " and " + (all.size() - ROWS_IN_TEXT) + " more row(s)";
    }

    private String line(@Nullable Object[] row) {
        return shown == ShownValues.FULL
                ? Arrays.deepToString(row)
                : Arrays.stream(row)
                        .map(StatementValues::redacted)
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String redacted(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        String type = value.getClass().getSimpleName();
        if (value instanceof CharSequence text) {
            return type + "(" + text.length() + ")";
        } else if (value instanceof Collection<?> many) {
            return type + "(" + many.size() + ")";
        } else if (value.getClass().isArray()) {
            return type.substring(0, type.length() - 1) + Array.getLength(value) + "]";
        }
        return type;
    }

    @Override
    public String toString() {
        return text();
    }
}
