package io.relmap.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.relmap.benchmarks.measure.BenchmarkDatabase;
import io.relmap.benchmarks.measure.Section;
import io.relmap.benchmarks.measure.ServerCpu;
import io.relmap.benchmarks.measure.Stopwatch;
import io.relmap.benchmarks.report.CurvePoint;
import io.relmap.benchmarks.workload.Contender;
import io.relmap.benchmarks.workload.Scale;
import io.relmap.benchmarks.workload.Tables;
import io.relmap.benchmarks.workload.Task;
import io.relmap.benchmarks.workload.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a row costs when there are a thousand, ten thousand, and so on: inserted in one flush, loaded at once, and read one
 * by one without being kept. A mapper whose own work grows faster than the rows shows here.
 */
final class Curve {

    private static final int LEAST = 1000;
    private static final int BOOKS_OF_AUTHOR = 100;
    private static final int REPETITIONS = 3;

    /** How often in a run memory is looked at. */
    private static final int LOOKS = 10;

    private static final int PROGRESS = 1000;

    private final int most;

    Curve(int most) {
        this.most = most;
    }

    List<CurvePoint> run(BenchmarkDatabase database, List<Contender> contenders) {
        List<CurvePoint> points = new ArrayList<>();
        try (HikariDataSource own = database.pool("tables")) {
            Tables tables = new Tables(own, database.kind());
            tables.create();
            for (Contender contender : contenders) {
                if (contender.tasks(database.kind()).contains(Task.W1)) {
                    run(database, contender, tables, points);
                }
            }
        }
        return points;
    }

    private void run(
            BenchmarkDatabase database,
            Contender contender,
            Tables tables,
            List<CurvePoint> points) {
        try (HikariDataSource pool = database.pool(contender.name());
                Workloads workloads = contender.open(pool, database.kind())) {
            for (int rows = LEAST; rows <= most; rows *= 10) {
                System.err.println(contender.name() + ", " + rows + " rows");
                points.addAll(points(contender, workloads, tables, rows));
            }
        }
    }

    private static List<CurvePoint> points(
            Contender contender, Workloads workloads, Tables tables, int rows) {
        Scale scale = scale(rows);
        CurvePoint insert =
                best(
                        contender,
                        "insert",
                        rows,
                        watch -> {
                            tables.clear();
                            watch.settle();
                            watch.time(Task.WHOLE, () -> workloads.insertGraph(scale));
                            tables.expect(rows, "select count(*) from book");
                            return 0;
                        });
        tables.clear();
        tables.fillGraph(scale.authors(), BOOKS_OF_AUTHOR, 0);
        long prices = tables.number("select sum(price) from book");
        return List.of(
                insert,
                best(contender, "load", rows, watch -> load(workloads, watch)),
                best(contender, "stream", rows, watch -> stream(workloads, watch, rows, prices)));
    }

    private static Scale scale(int rows) {
        return new Scale(rows / BOOKS_OF_AUTHOR, BOOKS_OF_AUTHOR, 0, 1, 1, 1, 1, 1, 1, 1);
    }

    private static long load(Workloads workloads, Stopwatch watch) {
        watch.settle();
        long before = usedMemory();
        var books = watch.result(Task.WHOLE, workloads::openBooks);
        long held = liveMemory() - before;
        books.commit();
        return held;
    }

    private static long stream(Workloads workloads, Stopwatch watch, int rows, long prices) {
        watch.settle();
        check(
                prices,
                watch.result(
                        Task.WHOLE,
                        () ->
                                workloads.stream(
                                        () -> {
                                            // timed without looking at memory
                                        })));
        long before = liveMemory();
        long[] most = new long[2];
        check(
                prices,
                workloads.stream(
                        () -> {
                            if (++most[1] % Math.max(1, rows / PROGRESS / LOOKS) == 0) {
                                most[0] = Math.max(most[0], liveMemory() - before);
                            }
                        }));
        return most[0];
    }

    private static void check(long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException(
                    "The prices are " + expected + " together, not " + found);
        }
    }

    private static long liveMemory() {
        System.gc();
        return usedMemory();
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private interface Work {

        /** Measures one section, and gives the memory that was held. */
        long under(Stopwatch watch);
    }

    private static CurvePoint best(Contender contender, String work, int rows, Work run) {
        CurvePoint best = null;
        for (int i = 0; i < REPETITIONS; i++) {
            Stopwatch watch = new Stopwatch(ServerCpu.NONE);
            long live = run.under(watch);
            Section section = watch.sections().get(0);
            CurvePoint point =
                    new CurvePoint(
                            contender.name(),
                            work,
                            rows,
                            section.wallNanos() / (double) rows,
                            section.clientNanos() / (double) rows,
                            section.allocated() / (double) rows,
                            live);
            if (best == null || point.clientNanos() < best.clientNanos()) {
                best = point;
            }
        }
        return Objects.requireNonNull(best);
    }
}
