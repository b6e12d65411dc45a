package io.relmap.demo.catalog;

/** Somebody else changed it in the meantime: HTTP status 409. */
public class StaleVersionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what was changed, and from which version. */
    public StaleVersionException(String what, int given, int actual) {
        super(
                what
                        + " was changed meanwhile: version "
                        + given
                        + " was given, version "
                        + actual
                        + " is stored. Read it again.");
    }
}
