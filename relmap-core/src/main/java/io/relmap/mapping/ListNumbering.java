package io.relmap.mapping;

import io.relmap.annotation.Internal;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a list numbers its elements (spec CO-29).
 *
 * @param attribute the element's attribute that holds its position
 * @param reader reads it
 * @param writer writes it
 * @param numbering says which position belongs to which place
 * @param when what is numbered anew
 */
@Internal
public record ListNumbering(
        String attribute,
        Function<Object, @Nullable Object> reader,
        BiConsumer<Object, @Nullable Object> writer,
        Numbering numbering,
        When when)
        implements Arrangement {

    /**
     * What is numbered anew, beside the rest of the list when an element is put in or taken out.
     *
     * @param appended whether an element that comes in at the end gets a position though it has one
     * @param always whether every change numbers the whole list: those at the end, sorting, replacing
     */
    public record When(boolean appended, boolean always) {}

    @Override
    public String description() {
        return "numbered by " + attribute + " " + when;
    }
}
