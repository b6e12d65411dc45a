package io.relmap.benchmarks;

/** What a run ran on. */
final class Machine {

    private Machine() {}

    static String text() {
        return System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + ", "
                + Runtime.getRuntime().availableProcessors()
                + " cores, JDK "
                + System.getProperty("java.version");
    }
}
