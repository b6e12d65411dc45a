package io.relmap.benchmarks.measure;

/** What a benchmark runs on. */
public enum DatabaseKind {
    /** A server of its own process, reached over the loopback. */
    POSTGRESQL,

    /** Inside this JVM, in memory: nothing goes over a wire, the database's work is the client's. */
    H2
}
