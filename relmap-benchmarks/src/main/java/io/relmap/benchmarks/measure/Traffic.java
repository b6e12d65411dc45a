package io.relmap.benchmarks.measure;

/**
 * What went over the wire.
 *
 * @param roundTrips how often the client waited for an answer after it had sent something
 * @param statements executions as the server sees them, those that begin and end transactions left out
 */
public record Traffic(long roundTrips, long statements) {

    /** Nothing. */
    public static final Traffic NONE = new Traffic(0, 0);

    /** Both together. */
    public Traffic plus(Traffic other) {
        return new Traffic(roundTrips + other.roundTrips, statements + other.statements);
    }

    /** What came since that earlier state. */
    Traffic since(Traffic earlier) {
        return new Traffic(roundTrips - earlier.roundTrips, statements - earlier.statements);
    }
}
