package io.relmap.benchmarks.report;

import io.relmap.benchmarks.measure.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Results as tables in Markdown. */
public final class TableText {

    private static final double NANOS_IN_MILLI = 1e6;
    private static final double BYTES_IN_MEGABYTE = 1e6;
    private static final String NOTHING = "-";

    private final Results results;

    private TableText(Results results) {
        this.results = results;
    }

    /** All tables, each under a title. */
    public static String of(Results results) {
        return new TableText(results).text();
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        out.append(results.machine()).append("; ").append(results.rounds()).append(" rounds; ");
        out.append(results.scale()).append("\n\n");
        out.append("Time, as a ratio to raw JDBC (median of the rounds' ratios)\n\n");
        ratios(out, Section::wallNanos, true);
        out.append("\nCPU time of client and server, as a ratio to raw JDBC\n\n");
        ratios(out, section -> section.clientNanos() + section.serverNanos(), false);
        out.append("\nCPU time of the client in ms\n\n");
        figures(out, o -> milliseconds(o.median(Section::clientNanos)));
        out.append("\nAllocated in MB\n\n");
        figures(out, o -> number(o.median(Section::allocated) / BYTES_IN_MEGABYTE));
        out.append("\nRound trips / statements\n\n");
        figures(out, o -> o.traffic().roundTrips() + " / " + o.traffic().statements());
        for (String failure : results.failures()) {
            out.append("\n- ").append(failure);
        }
        return out.append('\n').toString();
    }

    private void ratios(StringBuilder out, ToLongFunction<Section> figure, boolean showsTargets) {
        List<String> contenders =
                results.contenders().stream().filter(name -> !name.equals(Results.BASE)).toList();
        List<String> head = new ArrayList<>(List.of("workload", Results.BASE + " ms"));
        head.addAll(contenders);
        if (showsTargets) {
            head.add("relmap's target");
        }
        row(out, head);
        row(out, head.stream().map(cell -> "---").toList());
        for (Line line : results.lines()) {
            List<String> cells = new ArrayList<>(List.of(line.label()));
            var base = results.find(Results.BASE, line);
            cells.add(base.map(b -> milliseconds(b.median(figure))).orElse(NOTHING));
            for (String name : contenders) {
                cells.add(
                        results.find(name, line)
                                .flatMap(o -> base.map(b -> number(o.ratio(b, figure))))
                                .orElse(NOTHING));
            }
            if (showsTargets) {
                var target = Targets.ratio(line);
                cells.add(target.isPresent() ? number(target.getAsDouble()) : NOTHING);
            }
            row(out, cells);
        }
    }

    private void figures(StringBuilder out, Function<Outcome, String> figure) {
        List<String> head = new ArrayList<>(List.of("workload"));
        head.addAll(results.contenders());
        row(out, head);
        row(out, head.stream().map(cell -> "---").toList());
        for (Line line : results.lines()) {
            List<String> cells = new ArrayList<>(List.of(line.label()));
            for (String name : results.contenders()) {
                cells.add(results.find(name, line).map(figure).orElse(NOTHING));
            }
            row(out, cells);
        }
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String milliseconds(double nanos) {
        return number(nanos / NANOS_IN_MILLI);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
