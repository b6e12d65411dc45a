package io.relmap.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.benchmarks.relmap.EngineBenchmark;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class EngineBenchmarkTest {

    @Test
    @DisplayName("All micro-benchmarks run; what they measure in so short a time means nothing")
    void allRun() throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include(EngineBenchmark.class.getName())
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(5))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build();

        assertThat(new Runner(options).run()).hasSize(11);
    }
}
