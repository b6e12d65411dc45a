package io.relmap.load.cases;

/** A step, or a part of one, that is written in words of its own. */
final class NotUnderstoodException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotUnderstoodException(String message) {
        super(message);
    }
}
