package io.relmap.benchmarks.workload;

/** A contender did not do what the workload asks for, so its time means nothing. */
public final class WrongResultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongResultException(String message) {
        super(message);
    }
}
