package io.relmap.load.cases;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps in which relmap is known to do what neither the record nor a rule says; each has to be found so. */
final class KnownFaults {

    private static final Map<String, String> STEPS = Map.of();

    private KnownFaults() {}

    /** What is wrong in a step, counted from 1, or null. */
    static @Nullable String of(String id, int step) {
        return STEPS.get(id + " " + step);
    }
}
