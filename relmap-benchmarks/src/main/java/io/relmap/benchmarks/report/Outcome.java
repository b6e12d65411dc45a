package io.relmap.benchmarks.report;

import io.relmap.benchmarks.measure.Section;
import io.relmap.benchmarks.measure.Traffic;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What one contender needed for one line.
 *
 * @param rounds one section a round, in order
 * @param traffic of a run apart, since counting costs time
 */
public record Outcome(String contender, Line line, List<Section> rounds, Traffic traffic) {

    /** The middle one of these figures of all rounds. */
    public double median(ToLongFunction<Section> figure) {
        return Median.of(rounds.stream().mapToDouble(figure::applyAsLong).toArray());
    }

    /** The middle one of the ratios to another contender's figures of the same round. */
    public double ratio(Outcome other, ToLongFunction<Section> figure) {
        int pairs = Math.min(rounds.size(), other.rounds.size());
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            ratios[i] =
                    figure.applyAsLong(rounds.get(i))
                            / (double) Math.max(1, figure.applyAsLong(other.rounds.get(i)));
        }
        return Median.of(ratios);
    }
}
