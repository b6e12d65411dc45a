package io.relmap.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.relmap.benchmarks.measure.BenchmarkDatabase;
import io.relmap.benchmarks.measure.DatabaseKind;
import io.relmap.benchmarks.measure.Section;
import io.relmap.benchmarks.measure.ServerCpu;
import io.relmap.benchmarks.measure.Stopwatch;
import io.relmap.benchmarks.relmap.RelmapContender;
import io.relmap.benchmarks.workload.Scale;
import io.relmap.benchmarks.workload.Tables;
import io.relmap.benchmarks.workload.Task;
import io.relmap.benchmarks.workload.Workloads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What relmap sends and allocates in small workloads. Time is never asserted. A figure that falls is lowered here; one that
 * rises needs a reason.
 */
@DisplayName("DESIGN 10: round trips, statements and allocation do not grow")
class CountsTest {

    /** What a JDK or a driver may add. */
    private static final double SLACK = 1.2;

    private static final double KILOBYTE = 1000;

    private static BenchmarkDatabase database;
    private static HikariDataSource own;
    private static HikariDataSource counted;
    private static Tables tables;
    private static Workloads workloads;

    @BeforeAll
    static void start() {
        database = BenchmarkDatabase.start(DatabaseKind.POSTGRESQL);
        own = database.pool("tables");
        counted = database.countedPool("relmap");
        tables = new Tables(own, database.kind());
        tables.create();
        workloads = new RelmapContender().open(counted, database.kind());
    }

    @AfterAll
    static void stop() {
        workloads.close();
        counted.close();
        own.close();
        database.close();
    }

    @Test
    @DisplayName("W1: inserting a graph of 4,100 rows")
    void insertGraph() {
        assertCost(Task.W1, 7, 19, 20_600);
    }

    @Test
    @DisplayName("W3: walking over the books of 100 authors, which are not loaded with them")
    void walk() {
        assertCost(Task.W3, 3, 2, 1_200);
    }

    @Test
    @DisplayName("W5: deleting 20 authors with 200 books and 600 reviews, which are not loaded")
    void delete() {
        assertCost(Task.W5, 103, 862, 9_700);
    }

    private static void assertCost(Task task, int roundTrips, int statements, int kilobytes) {
        Section cost = run(task); // prepares statements and fills caches
        long allocated = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            cost = run(task);
            allocated = Math.min(allocated, cost.allocated());
        }
        System.out.printf("%s: %s, %d bytes allocated%n", task, cost.traffic(), allocated);

        assertThat(cost.traffic().roundTrips()).as("round trips").isLessThanOrEqualTo(roundTrips);
        assertThat(cost.traffic().statements()).as("statements").isLessThanOrEqualTo(statements);
        assertThat(allocated / KILOBYTE)
                .as("kilobytes allocated")
                .isLessThanOrEqualTo(kilobytes * SLACK);
    }

    private static Section run(Task task) {
        Stopwatch watch = new Stopwatch(ServerCpu.NONE);
        task.perform(workloads, tables, Scale.SMALL, watch);
        return watch.sections().get(0);
    }
}
