package io.relmap.demo.catalog;

/** There is no such thing: HTTP status 404. */
public class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what was looked for. */
    public NotFoundException(String what, long id) {
        super("There is no " + what + " " + id);
    }
}
