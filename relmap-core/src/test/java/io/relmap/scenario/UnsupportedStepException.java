package io.relmap.scenario;

/** A step that the interpreter does not know. */
final class UnsupportedStepException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedStepException(String op) {
        super(op);
    }
}
