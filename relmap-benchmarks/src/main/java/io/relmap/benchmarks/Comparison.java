package io.relmap.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.relmap.benchmarks.measure.BenchmarkDatabase;
import io.relmap.benchmarks.measure.Section;
import io.relmap.benchmarks.measure.ServerCpu;
import io.relmap.benchmarks.measure.Stopwatch;
import io.relmap.benchmarks.measure.Traffic;
import io.relmap.benchmarks.report.Line;
import io.relmap.benchmarks.report.Outcome;
import io.relmap.benchmarks.report.Results;
import io.relmap.benchmarks.workload.Contender;
import io.relmap.benchmarks.workload.Scale;
import io.relmap.benchmarks.workload.Tables;
import io.relmap.benchmarks.workload.Task;
import io.relmap.benchmarks.workload.Workloads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs contenders side by side: in each round each of them does each task once, in an order that changes from round to
 * round, so that what disturbs the machine for a while disturbs all of them.
 */
final class Comparison {

    private final Scale scale;
    private final int warmups;
    private final int rounds;
    private final Map<Key, List<Section>> samples = new LinkedHashMap<>();
    private final Map<Key, Traffic> traffic = new LinkedHashMap<>();
    private final Set<String> failures = new LinkedHashSet<>();

    Comparison(Scale scale, int warmups, int rounds) {
        this.scale = scale;
        this.warmups = warmups;
        this.rounds = rounds;
    }

    private record Key(Line line, String contender) {}

    private record Running(
            Contender contender, HikariDataSource pool, ServerCpu server, Workloads workloads)
            implements AutoCloseable {

        @Override
        public void close() {
            workloads.close();
            pool.close();
        }
    }

    Results run(BenchmarkDatabase database, List<Contender> contenders, Set<Task> tasks) {
        try (HikariDataSource own = database.pool("tables")) {
            Tables tables = new Tables(own, database.kind());
            tables.create();
            for (Contender contender : contenders) {
                count(database, contender, tables, tasks);
            }
            measure(database, contenders, tables, tasks);
        }
        List<Outcome> outcomes = new ArrayList<>();
        samples.forEach(
                (key, sections) ->
                        outcomes.add(
                                new Outcome(
                                        key.contender(),
                                        key.line(),
                                        sections,
                                        traffic.getOrDefault(key, Traffic.NONE))));
        return new Results(
                Machine.text(),
                scale,
                rounds,
                contenders.stream().map(Contender::name).toList(),
                outcomes,
                List.copyOf(failures));
    }

    private void count(
            BenchmarkDatabase database, Contender contender, Tables tables, Set<Task> tasks) {
        try (HikariDataSource pool = database.countedPool(contender.name() + "-counted");
                Workloads workloads = contender.open(pool, database.kind())) {
            for (Task task : tasks) {
                if (contender.tasks(database.kind()).contains(task)) {
                    // The second run: caches of statements and keys are what they are in a
                    // long-lived program.
                    for (int run = 0; run < 2; run++) {
                        Stopwatch watch = new Stopwatch(ServerCpu.NONE);
                        perform(task, contender, workloads, tables, watch);
                        for (Section section : watch.sections()) {
                            traffic.put(key(task, section, contender), section.traffic());
                        }
                    }
                }
            }
        }
    }

    private void measure(
            BenchmarkDatabase database,
            List<Contender> contenders,
            Tables tables,
            Set<Task> tasks) {
        List<Running> running = new ArrayList<>();
        try {
            for (Contender contender : contenders) {
                HikariDataSource pool = database.pool(contender.name());
                running.add(
                        new Running(
                                contender,
                                pool,
                                database.serverCpu(pool),
                                contender.open(pool, database.kind())));
            }
            for (int round = -warmups; round < rounds; round++) {
                System.err.println(round < 0 ? "warm-up " + -round : "round " + (round + 1));
                for (Task task : tasks) {
                    round(task, running, tables, round >= 0);
                    Collections.rotate(running, 1);
                }
            }
        } finally {
            running.forEach(Running::close);
        }
    }

    private void round(Task task, List<Running> running, Tables tables, boolean isMeasured) {
        for (Running one : running) {
            if (one.contender().tasks(tables.kind()).contains(task)) {
                Stopwatch watch = new Stopwatch(one.server());
                if (perform(task, one.contender(), one.workloads(), tables, watch) && isMeasured) {
                    for (Section section : watch.sections()) {
                        samples.computeIfAbsent(
                                        key(task, section, one.contender()),
                                        key -> new ArrayList<>())
                                .add(section);
                    }
                }
            }
        }
    }

    /** A contender that fails is told of and takes no part in that round of the task; the others go on. */
    private boolean perform(
            Task task, Contender contender, Workloads workloads, Tables tables, Stopwatch watch) {
        try {
            task.perform(workloads, tables, scale, watch);
            return true;
        } catch (RuntimeException e) {
            if (failures.add(contender.name() + ", " + task.name() + ": " + e.getMessage())) {
                // The report has one line for it; where it comes from is for who runs the program.
                e.printStackTrace(System.err);
            }
            return false;
        }
    }

    private static Key key(Task task, Section section, Contender contender) {
        return new Key(new Line(task, section.name()), contender.name());
    }
}
