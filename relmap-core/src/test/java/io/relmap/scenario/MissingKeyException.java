package io.relmap.scenario;

/** A step needs a key that its object has in the record but never got here. */
final class MissingKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingKeyException(String object, String column) {
        super(object + " has no " + column);
    }
}
