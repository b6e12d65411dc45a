package io.relmap.benchmarks.report;

import io.relmap.benchmarks.workload.Scale;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run found.
 *
 * @param machine what it ran on
 * @param contenders in the order to show them
 * @param failures what contenders could not do, or did wrong
 */
public record Results(
        String machine,
        Scale scale,
        int rounds,
        List<String> contenders,
        List<Outcome> outcomes,
        List<String> failures) {

    /** Whom all others are compared with. */
    public static final String BASE = "raw";

    /** The lines in order. */
    public Set<Line> lines() {
        Set<Line> lines = new LinkedHashSet<>();
        outcomes.forEach(outcome -> lines.add(outcome.line()));
        return lines;
    }

    /** What this contender needed for this line. */
    public Optional<Outcome> find(String contender, Line line) {
        return outcomes.stream()
                .filter(
                        outcome ->
                                outcome.contender().equals(contender)
                                        && outcome.line().equals(line))
                .findFirst();
    }
}
