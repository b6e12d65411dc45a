package io.relmap.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query for single attributes. Rows are never made unique, except by {@link
 * Query#distinct()}. Not thread-safe.
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
}
