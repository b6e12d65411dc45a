package io.relmap.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class SmokeBenchmarkTest {

    /** Shows that the harness works; what it measures in so short a time means nothing. */
    @Test
    void theHarnessRunsABenchmark() throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include(SmokeBenchmark.class.getName())
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(10))
                        .verbosity(VerboseMode.SILENT)
                        .build();

        assertThat(new Runner(options).run()).hasSize(1);
    }
}
