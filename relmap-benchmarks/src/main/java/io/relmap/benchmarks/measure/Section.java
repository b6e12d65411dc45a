package io.relmap.benchmarks.measure;

/**
 * What one section of a task cost.
 *
 * @param name empty where a task has one section only
 * @param wallNanos from beginning to end
 * @param clientNanos CPU time of the threads that did the work, without the garbage collector's and the compiler's
 * @param serverNanos CPU time of the database's processes; 0 where it runs in this JVM
 * @param allocated bytes that these threads allocated
 * @param traffic what went over the wire; only in runs that count it
 */
public record Section(
        String name,
        long wallNanos,
        long clientNanos,
        long serverNanos,
        long allocated,
        Traffic traffic) {

    /** Both together, under a name of their own. */
    public Section plus(Section other, String name) {
        return new Section(
                name,
                wallNanos + other.wallNanos,
                clientNanos + other.clientNanos,
                serverNanos + other.serverNanos,
                allocated + other.allocated,
                traffic.plus(other.traffic));
    }
}
