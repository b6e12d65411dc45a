package io.relmap.flush.random;

import org.jspecify.annotations.Nullable;

/** Something that relmap did and should not have done. */
final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What sort of fault it is: a smaller program shows the same if it has the same sort. */
    private final String sort;

    Fault(String sort, String message) {
        this(sort, message, null);
    }

    Fault(String sort, String message, @Nullable Throwable cause) {
        super(sort + ": " + message, cause);
        this.sort = sort;
    }

    String sort() {
        return sort;
    }
}
