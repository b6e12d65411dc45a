package io.relmap.query;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query for single attributes, or of a statement in the database's own words. Rows are never made unique,
 * except by {@link Query#distinct()}. Not thread-safe.
 *
 * @param <R> what a row becomes
 */
public interface Rows<R> {

    /** All rows. */
    List<R> list();

    /** The only row. Throws {@code NoResultException} or {@code MultipleResultsException} otherwise. */
    R one();

    /** The only row, or null. Throws {@code MultipleResultsException} if there are more. */
    @Nullable R oneOrNone();

    /** The first row, or null. */
    @Nullable R first();

    /** The rows one by one, as the database gives them; must be closed. */
    Stream<R> stream();
}
