package io.relmap.observe;

/**
 * How many lazy loads of one relationship, of objects that one query found, a transaction may do before they count as too many: as the N + 1 statements
 * of a loop that one loader option would save (spec PE-3). A load that takes siblings along counts once; what needs no
 * statement does not count.
 *
 * @param loads the number that is still in order, from 0
 * @param excess what happens beyond it
 */
public record LazyLoadLimit(int loads, Excess excess) {

    /** What happens where there are too many. */
    public enum Excess {
        /** Nothing; loads are not counted. */
        IGNORE,
        /** A warning once the transaction is over, and {@link LazyLoadListener listeners} are told. */
        LOG,
        /**
         * The load that is one too many is refused with {@code InvalidRequestException}; listeners are told once the
         * transaction is over. For tests.
         */
        FAIL
    }

    /** A warning beyond ten. */
    public static final LazyLoadLimit DEFAULT = new LazyLoadLimit(10, Excess.LOG);

    /**
     * @throws IllegalArgumentException if the number is negative
     */
    public LazyLoadLimit {
        if (loads < 0) {
            throw new IllegalArgumentException("A limit of lazy loads is not negative: " + loads);
        }
    }
}
