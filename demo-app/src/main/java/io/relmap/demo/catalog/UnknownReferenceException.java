package io.relmap.demo.catalog;

/** A request names something that does not exist: HTTP status 422. */
public class UnknownReferenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is named and where. */
    public UnknownReferenceException(String message) {
        super(message);
    }
}
