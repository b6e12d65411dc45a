package io.relmap.observe;

/**
 * Is told of relationships that a transaction has loaded lazily more often than the {@link LazyLoadLimit} allows: once
 * for each of them, when the transaction is over. Called on the thread that ended it; implementations are quick, safe
 * for use by several threads, and throw nothing.
 */
@FunctionalInterface
public interface LazyLoadListener {

    /** One relationship was loaded lazily too often. */
    void tooMany(RepeatedLazyLoad found);
}
