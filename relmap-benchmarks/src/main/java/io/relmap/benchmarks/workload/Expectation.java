package io.relmap.benchmarks.workload;

/** What a contender must have done. */
final class Expectation {

    private Expectation() {}

    static void same(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new WrongResultException(
                    what + ": " + expected + " was expected, " + actual + " was found");
        }
    }
}
