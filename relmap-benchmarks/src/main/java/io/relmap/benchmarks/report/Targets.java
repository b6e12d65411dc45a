package io.relmap.benchmarks.report;

import io.relmap.benchmarks.workload.Task;
import java.util.Map;
import java.util.OptionalDouble;

/** What relmap is to reach, as a ratio to raw JDBC in the same run on PostgreSQL. */
final class Targets {

    private static final Map<String, Double> RATIOS =
            Map.ofEntries(
                    Map.entry("W1 " + Task.WHOLE, 0.85),
                    Map.entry("W2 " + Task.WHOLE, 1.3),
                    Map.entry("W3 " + Task.WHOLE, 1.2),
                    Map.entry("W4 " + Task.WHOLE, 1.1),
                    Map.entry("W4 change + commit", 0.8),
                    Map.entry("W5 " + Task.WHOLE, 0.95),
                    Map.entry("W6 " + Task.WHOLE, 0.95),
                    Map.entry("W6 unlink", 0.3),
                    Map.entry("W7I " + Task.WHOLE, 0.8),
                    Map.entry("W7L " + Task.WHOLE, 2.0),
                    Map.entry("W8F 1 thread", 1.0),
                    Map.entry("W8F 4 threads", 1.0),
                    Map.entry("W8I 1 thread", 0.95),
                    Map.entry("W8I 4 threads", 0.95));

    private Targets() {}

    /** Nothing where none is set, or where it is no ratio. */
    static OptionalDouble ratio(Line line) {
        Double ratio = RATIOS.get(line.task().name() + " " + line.section());
        return ratio == null ? OptionalDouble.empty() : OptionalDouble.of(ratio);
    }
}
