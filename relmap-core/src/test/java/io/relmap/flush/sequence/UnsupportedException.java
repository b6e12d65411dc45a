package io.relmap.flush.sequence;

/** A recorded case uses something that relmap does not have yet. */
final class UnsupportedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedException(String what) {
        super(what);
    }
}
