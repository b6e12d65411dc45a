package io.relmap.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The CPU time that the database's processes took, where they run on this machine and its kernel tells (Linux).
 *
 * @param processes those that serve the connections of the contender at work
 */
public record ServerCpu(List<Long> processes) {

    /** Nothing to ask. */
    public static final ServerCpu NONE = new ServerCpu(List.of());

    /** The time so far in nanoseconds. */
    long nanos() {
        long sum = 0;
        for (long process : processes) {
            Path file = Path.of("/proc/" + process + "/schedstat");
            try {
                sum += Long.parseLong(Files.readString(file).split(" ", 2)[0]);
            } catch (IOException e) {
                return 0; // gone, or not Linux
            }
        }
        return sum;
    }
}
