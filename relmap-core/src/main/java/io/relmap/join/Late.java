package io.relmap.join;

import java.util.List;
import java.util.function.Supplier;

/**
 * An argument that may be told when the mapping is built: a value, a text of the expression language, or
 * a supplier that is called once then (spec RC-7, RC-123).
 *
 * @param <T> what it is in the end
 */
public sealed interface Late<T> {

    /**
     * Known already.
     *
     * @param <T> what it is
     * @param value the value
     */
    record Given<T>(T value) implements Late<T> {}

    /**
     * A text of the expression language.
     *
     * @param <T> what it is in the end
     * @param text the text
     */
    record Text<T>(String text) implements Late<T> {}

    /**
     * A list of texts. It is always an error: a list belongs inside the text (spec RC-123).
     *
     * @param <T> what it would have been
     * @param texts the texts
     */
    record Texts<T>(List<String> texts) implements Late<T> {
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /**
     * Told by a supplier.
     *
     * @param <T> what it is in the end
     * @param supplier called once when the mapping is built
     */
    record Supplied<T>(Supplier<? extends T> supplier) implements Late<T> {}

    /** Known already. */
    static <T> Late<T> of(T value) {
        return new Given<>(value);
    }

    /** A text of the expression language. */
    static <T> Late<T> text(String text) {
        return new Text<>(text);
    }

    /** Told by a supplier. */
    static <T> Late<T> from(Supplier<? extends T> supplier) {
        return new Supplied<>(supplier);
    }
}
