package io.relmap.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Cuts a list into runs of neighbours that can share a statement (spec UW-77, UW-78). */
final class Runs {

    private Runs() {}

    /** Hands over each run with what its members have in common. */
    static <T, K> void forEach(List<T> items, Function<T, K> key, BiConsumer<K, List<T>> use) {
        List<T> run = new ArrayList<>();
        K current = null;
        for (T item : items) {
            K next = key.apply(item);
            if (current != null && !current.equals(next)) {
                use.accept(current, run);
                run = new ArrayList<>();
            }
            current = next;
            run.add(item);
        }
        if (current != null) {
            use.accept(current, run);
        }
    }
}
