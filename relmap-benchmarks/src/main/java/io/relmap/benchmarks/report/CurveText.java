package io.relmap.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The cost of a row by the number of rows, as a table, as JSON and as a chart. */
public final class CurveText {

    private static final List<String> COLOURS =
            List.of("#c0392b", "#7f8c8d", "#2980b9", "#27ae60", "#8e44ad", "#d35400", "#16a085");
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 260;
    private static final int GAP = 70;
    private static final double LEAST_NANOS = 100;
    private static final double MOST_NANOS = 100_000;

    private CurveText() {}

    /** In Markdown. */
    public static String table(List<CurvePoint> points) {
        StringBuilder out =
                new StringBuilder(
                        """
                        | work | rows | contender | us/row | client us/row | bytes/row | live MB |
                        | --- | --- | --- | --- | --- | --- | --- |
                        """);
        for (CurvePoint p : points) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %d | %s | %.2f | %.2f | %.0f | %.1f |%n",
                            p.work(),
                            p.rows(),
                            p.contender(),
                            p.wallNanos() / 1e3,
                            p.clientNanos() / 1e3,
                            p.allocated(),
                            p.liveBytes() / 1e6));
        }
        return out.toString();
    }

    /** A list with one object a point. */
    public static String json(List<CurvePoint> points) {
        return points.stream()
                .map(
                        p ->
                                String.format(
                                        Locale.ROOT,
                                        "  {\"contender\": \"%s\", \"work\": \"%s\", \"rows\": %d, \"wallNanos\": %.1f,"
                                                + " \"clientNanos\": %.1f, \"allocated\": %.1f, \"liveBytes\": %d}",
                                        p.contender(),
                                        p.work(),
                                        p.rows(),
                                        p.wallNanos(),
                                        p.clientNanos(),
                                        p.allocated(),
                                        p.liveBytes()))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    /** One picture for each kind of work: rows to the right, time of a row upwards, both logarithmic. */
    public static String svg(List<CurvePoint> points) {
        Map<String, Map<String, List<CurvePoint>>> works = new LinkedHashMap<>();
        for (CurvePoint point : points) {
            works.computeIfAbsent(point.work(), key -> new LinkedHashMap<>())
                    .computeIfAbsent(point.contender(), key -> new ArrayList<>())
                    .add(point);
        }
        int width = LEFT + works.size() * (WIDTH + GAP);
        StringBuilder out = new StringBuilder();
        add(
                out,
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='12'>",
                width,
                TOP + HEIGHT + 70);
        add(out, "<rect width='100%%' height='100%%' fill='white'/>");
        int left = LEFT;
        for (Map.Entry<String, Map<String, List<CurvePoint>>> work : works.entrySet()) {
            add(out, "<text x='%d' y='24'>%s, us a row by rows</text>", left, work.getKey());
            for (double tick = LEAST_NANOS; tick <= MOST_NANOS; tick *= 10) {
                add(
                        out,
                        "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#ddd'/>",
                        left,
                        left + WIDTH,
                        y(tick),
                        y(tick));
                add(
                        out,
                        "<text x='%d' y='%.1f' text-anchor='end'>%s</text>",
                        left - 6,
                        y(tick) + 4,
                        tick / 1e3);
            }
            for (int rows = 1000; rows <= 1_000_000; rows *= 10) {
                add(
                        out,
                        "<text x='%.1f' y='%d' text-anchor='middle'>%d</text>",
                        x(left, rows),
                        TOP + HEIGHT + 18,
                        rows);
            }
            int index = 0;
            for (Map.Entry<String, List<CurvePoint>> one : work.getValue().entrySet()) {
                String colour = COLOURS.get(index % COLOURS.size());
                int from = left;
                add(
                        out,
                        "<polyline fill='none' stroke='%s' stroke-width='2' points='%s'/>",
                        colour,
                        one.getValue().stream()
                                .map(
                                        p ->
                                                String.format(
                                                        Locale.ROOT,
                                                        "%.1f,%.1f",
                                                        x(from, p.rows()),
                                                        y(p.wallNanos())))
                                .collect(Collectors.joining(" ")));
                add(
                        out,
                        "<text x='%d' y='%d' fill='%s'>%s</text>",
                        left + index * 70,
                        TOP + HEIGHT + 44,
                        colour,
                        one.getKey());
                index++;
            }
            left += WIDTH + GAP;
        }
        add(out, "</svg>");
        return out.toString();
    }

    private static double x(int left, int rows) {
        return left + Math.log10(rows / 1e3) / 3 * WIDTH;
    }

    private static double y(double nanos) {
        double bounded = Math.max(LEAST_NANOS, Math.min(MOST_NANOS, nanos));
        double part = Math.log(bounded / LEAST_NANOS) / Math.log(MOST_NANOS / LEAST_NANOS);
        return TOP + (1 - part) * HEIGHT;
    }

    private static void add(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
