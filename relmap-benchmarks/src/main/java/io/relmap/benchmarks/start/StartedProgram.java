package io.relmap.benchmarks.start;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What {@link StartTimes} starts, again and again, in a JVM of its own. */
public final class StartedProgram {

    private StartedProgram() {}

    /** Takes the contender's name and the URL; prints the microseconds from here to the first result, and
     * the CPU time of the whole program until then. */
    public static void main(String[] arguments) throws ClassNotFoundException {
        long start = System.nanoTime();
        Starter starter = Starter.of(arguments[0]);
        var configuration = new HikariConfig();
        configuration.setJdbcUrl(arguments[1]);
        configuration.setAutoCommit(false);
        configuration.setMaximumPoolSize(2);
        HikariDataSource dataSource = new HikariDataSource(configuration);
        List<Class<?>> entities = new ArrayList<>();
        for (int i = 0; i < EntitySources.COUNT; i++) {
            entities.add(Class.forName("entities.E" + i));
        }
        int found = starter.firstQuery(dataSource, entities);
        long micros = (System.nanoTime() - start) / 1000;
        long cpuMicros =
                ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                                .getProcessCpuTime()
                        / 1000;
        System.out.println("found " + found + " after " + micros + ", CPU " + cpuMicros);
        Runtime.getRuntime().halt(0);
    }
}
