package io.relmap.benchmarks.report;

import io.relmap.benchmarks.measure.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Results as a chart: one row a line, one dot a contender, further to the left is faster. The scale is logarithmic; the
 * line at 1 is raw JDBC, the short stroke is what relmap is to reach.
 */
public final class ChartSvg {

    private static final List<String> COLOURS =
            List.of(
                    "#c0392b", "#7f8c8d", "#2980b9", "#27ae60", "#8e44ad", "#d35400", "#16a085",
                    "#2c3e50");
    private static final List<Double> TICKS = List.of(0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0);
    private static final int LEFT = 300;
    private static final int WIDTH = 960;
    private static final int RIGHT = 30;
    private static final int TOP = 60;
    private static final int ROW = 24;
    private static final double LEAST = 0.1;
    private static final double MOST = 60;

    private final Results results;
    private final List<Line> lines;
    private final List<String> contenders;
    private final StringBuilder out = new StringBuilder();

    private ChartSvg(Results results) {
        this.results = results;
        lines = List.copyOf(results.lines());
        List<String> names = new ArrayList<>(results.contenders());
        names.remove(Results.BASE);
        names.sort((a, b) -> Boolean.compare(b.equals("relmap"), a.equals("relmap")));
        contenders = names;
    }

    /** An SVG document. */
    public static String of(Results results) {
        return new ChartSvg(results).draw();
    }

    private String draw() {
        int bottom = TOP + lines.size() * ROW;
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='12'>",
                WIDTH, bottom + 30);
        add("<rect width='100%%' height='100%%' fill='white'/>");
        legend();
        for (double tick : TICKS) {
            add(
                    "<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='%s'/>",
                    x(tick), x(tick), TOP - 10, bottom, tick == 1 ? "#333" : "#ddd");
            add(
                    "<text x='%.1f' y='%d' text-anchor='middle' fill='#555'>%s</text>",
                    x(tick), bottom + 18, String.valueOf(tick).replaceAll("\\.0$", ""));
        }
        for (int i = 0; i < lines.size(); i++) {
            row(lines.get(i), TOP + i * ROW + ROW / 2);
        }
        add("</svg>");
        return out.toString();
    }

    private void legend() {
        int x = LEFT;
        for (int i = 0; i < contenders.size(); i++) {
            add("<circle cx='%d' cy='24' r='5' fill='%s'/>", x, colour(i));
            add("<text x='%d' y='28'>%s</text>", x + 9, contenders.get(i));
            x += 30 + contenders.get(i).length() * 7;
        }
        add("<text x='10' y='28'>time, raw JDBC = 1, logarithmic</text>");
    }

    private void row(Line line, int y) {
        add("<text x='10' y='%d'>%s</text>", y + 4, line.label());
        Targets.ratio(line)
                .ifPresent(
                        target ->
                                add(
                                        "<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='%s' stroke-width='2'/>",
                                        x(target), x(target), y - 9, y + 9, colour(0)));
        var base = results.find(Results.BASE, line);
        if (base.isEmpty()) {
            return;
        }
        // The first one is drawn last, above the others.
        for (int i = contenders.size() - 1; i >= 0; i--) {
            int index = i;
            results.find(contenders.get(i), line)
                    .ifPresent(
                            outcome -> {
                                double ratio = outcome.ratio(base.get(), Section::wallNanos);
                                add(
                                        "<circle cx='%.1f' cy='%d' r='5' fill='%s' fill-opacity='0.8'><title>%s: %.2f</title></circle>",
                                        x(ratio), y, colour(index), outcome.contender(), ratio);
                            });
        }
    }

    private static double x(double ratio) {
        double bounded = Math.max(LEAST, Math.min(MOST, ratio));
        double part = Math.log(bounded / LEAST) / Math.log(MOST / LEAST);
        return LEFT + part * (WIDTH - LEFT - RIGHT);
    }

    private static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    private void add(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
