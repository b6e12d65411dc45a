package io.relmap.benchmarks.report;

/**
 * What a row costs when there are so many.
 *
 * @param work what was done with the rows
 * @param wallNanos for each row
 * @param clientNanos CPU time of the client for each row
 * @param allocated bytes for each row
 * @param liveBytes the most that was reachable while the rows were worked on, beyond what was before; for all rows
 *     together
 */
public record CurvePoint(
        String contender,
        String work,
        int rows,
        double wallNanos,
        double clientNanos,
        double allocated,
        long liveBytes) {}
