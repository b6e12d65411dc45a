package io.relmap.benchmarks;

import io.relmap.benchmarks.ebean.EbeanContender;
import io.relmap.benchmarks.hibernate.HibernateContender;
import io.relmap.benchmarks.measure.BenchmarkDatabase;
import io.relmap.benchmarks.measure.DatabaseKind;
import io.relmap.benchmarks.plain.JooqContender;
import io.relmap.benchmarks.plain.LimitJdbc;
import io.relmap.benchmarks.plain.RawJdbc;
import io.relmap.benchmarks.relmap.RelmapContender;
import io.relmap.benchmarks.report.ChartSvg;
import io.relmap.benchmarks.report.CurvePoint;
import io.relmap.benchmarks.report.CurveText;
import io.relmap.benchmarks.report.JsonText;
import io.relmap.benchmarks.report.Results;
import io.relmap.benchmarks.report.TableText;
import io.relmap.benchmarks.springdata.SpringDataContender;
import io.relmap.benchmarks.start.StartTimes;
import io.relmap.benchmarks.workload.Contender;
import io.relmap.benchmarks.workload.Scale;
import io.relmap.benchmarks.workload.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.Main;

/**
 * The commands of the benchmarks.
 *
 * <ul>
 *   <li>{@code compare}: the workloads, relmap beside its peers; prints tables and writes them, with JSON and a chart,
 *       to a folder. Options: {@code --database=postgresql|h2}, {@code --scale=1}, {@code --rounds=9}, {@code
 *       --warmups=4}, {@code --tasks=W1,W2}, {@code --contenders=raw,relmap}, {@code --out=docs/performance}.
 *   <li>{@code curve}: what a row costs by the number of rows. Options: {@code --database}, {@code --max=1000000}, {@code
 *       --contenders}, {@code --out}.
 *   <li>{@code start}: W9, from main to the first query, on PostgreSQL. Options: {@code --rounds=7}, {@code --out}.
 *   <li>{@code micro}: JMH with its own options.
 * </ul>
 */
public final class Benchmarks {

    private static final List<Contender> CONTENDERS =
            List.of(
                    new RawJdbc(),
                    new LimitJdbc(),
                    new RelmapContender(),
                    new EbeanContender(),
                    new HibernateContender(),
                    new SpringDataContender(),
                    new JooqContender());

    private Benchmarks() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> rest =
                Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "compare" -> compare(rest);
            case "curve" -> curve(rest);
            case "start" -> start(rest);
            case "micro" -> Main.main(rest.toArray(String[]::new));
            default ->
                    System.err.println(
                            "Commands: compare, curve, start, micro (see docs/performance.md)");
        }
    }

    private static void compare(List<String> arguments) throws IOException {
        Options options =
                Options.of(
                        arguments,
                        Set.of(
                                "database",
                                "scale",
                                "rounds",
                                "warmups",
                                "tasks",
                                "contenders",
                                "out"));
        DatabaseKind kind = kind(options);
        Set<Task> tasks = new LinkedHashSet<>();
        for (String name :
                options.words("tasks", Arrays.stream(Task.values()).map(Task::name).toList())) {
            tasks.add(Task.valueOf(name));
        }
        Comparison comparison =
                new Comparison(
                        Scale.FULL.times(options.fraction("scale", 1)),
                        options.number("warmups", 4),
                        options.number("rounds", 9));
        Results results;
        try (BenchmarkDatabase server = BenchmarkDatabase.start(kind)) {
            results = comparison.run(server, contenders(options), tasks);
        }
        String tables = TableText.of(results);
        System.out.println(tables);
        String name = kind.name().toLowerCase(Locale.ROOT);
        write(options, name + ".md", tables);
        write(options, name + ".json", JsonText.of(results));
        write(options, name + ".svg", ChartSvg.of(results));
    }

    private static void curve(List<String> arguments) throws IOException {
        Options options = Options.of(arguments, Set.of("database", "max", "contenders", "out"));
        List<CurvePoint> points;
        try (BenchmarkDatabase server = BenchmarkDatabase.start(kind(options))) {
            points = new Curve(options.number("max", 1_000_000)).run(server, contenders(options));
        }
        System.out.println(CurveText.table(points));
        write(options, "curve.md", CurveText.table(points));
        write(options, "curve.json", CurveText.json(points));
        write(options, "curve.svg", CurveText.svg(points));
    }

    private static void start(List<String> arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments, Set.of("rounds", "out"));
        Map<String, StartTimes.Started> starts;
        try (BenchmarkDatabase server = BenchmarkDatabase.start(DatabaseKind.POSTGRESQL)) {
            starts = StartTimes.run(server, options.number("rounds", 7));
        }
        StringBuilder table =
                new StringBuilder(
                        """
                        | contender | ms | CPU ms | beyond raw |
                        | --- | --- | --- | --- |
                        """);
        StartTimes.Started raw = starts.get(Results.BASE);
        long base = raw == null ? 0 : raw.wallMicros();
        starts.forEach(
                (name, time) ->
                        table.append(
                                String.format(
                                        Locale.ROOT,
                                        "| %s | %d | %d | %d |%n",
                                        name,
                                        time.wallMicros() / 1000,
                                        time.cpuMicros() / 1000,
                                        (time.wallMicros() - base) / 1000)));
        System.out.println(table);
        write(options, "start.md", table.toString());
    }

    private static DatabaseKind kind(Options options) {
        return DatabaseKind.valueOf(
                options.text("database", "postgresql").toUpperCase(Locale.ROOT));
    }

    private static List<Contender> contenders(Options options) {
        List<String> names =
                options.words("contenders", CONTENDERS.stream().map(Contender::name).toList());
        return CONTENDERS.stream().filter(c -> names.contains(c.name())).toList();
    }

    private static void write(Options options, String name, String text) throws IOException {
        Path folder = Files.createDirectories(Path.of(options.text("out", "docs/performance")));
        Files.writeString(folder.resolve(name), text);
    }
}
