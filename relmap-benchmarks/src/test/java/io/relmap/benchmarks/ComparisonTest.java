package io.relmap.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.benchmarks.measure.BenchmarkDatabase;
import io.relmap.benchmarks.measure.DatabaseKind;
import io.relmap.benchmarks.plain.RawJdbc;
import io.relmap.benchmarks.relmap.RelmapContender;
import io.relmap.benchmarks.report.ChartSvg;
import io.relmap.benchmarks.report.JsonText;
import io.relmap.benchmarks.report.Results;
import io.relmap.benchmarks.report.TableText;
import io.relmap.benchmarks.workload.Scale;
import io.relmap.benchmarks.workload.Task;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    @DisplayName("All workloads run on H2, in a very small version, and what is found can be shown")
    void allWorkloadsRun() {
        try (BenchmarkDatabase database = BenchmarkDatabase.start(DatabaseKind.H2)) {
            Results results =
                    new Comparison(Scale.FULL.times(0.02), 0, 1)
                            .run(
                                    database,
                                    List.of(new RawJdbc(), new RelmapContender()),
                                    EnumSet.allOf(Task.class));

            assertThat(results.failures()).isEmpty();
            assertThat(results.lines()).extracting(line -> line.task()).contains(Task.values());
            assertThat(TableText.of(results))
                    .contains("| W1 insert a graph | ", "| W6 many-to-many: unlink | ");
            assertThat(JsonText.of(results))
                    .contains("\"contender\": \"relmap\", \"task\": \"W2\"");
            assertThat(ChartSvg.of(results)).startsWith("<svg").contains("relmap: ");
        }
    }
}
