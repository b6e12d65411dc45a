package io.relmap.spring.data.query;

import io.relmap.annotation.Internal;
import io.relmap.query.Query;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.Pageable;

/**
 * A part of a result.
 *
 * @param skipped how many rows are left out before it
 * @param most how many rows it has at the most; {@link #ALL} for no limit
 */
@Internal
public record Excerpt(long skipped, long most) {

    /** More rows than there can be. */
    public static final long ALL = Long.MAX_VALUE;

    /** What a page shows of the first rows of a result. */
    public static Excerpt of(Pageable page, long rows) {
        return page.isPaged()
                ? within(page.getOffset(), page.getPageSize(), rows)
                : new Excerpt(0, rows);
    }

    /** Some rows from a place on, of the first rows of a result. */
    static Excerpt within(long skipped, long most, long rows) {
        return new Excerpt(skipped, Math.max(0, Math.min(most, rows - skipped)));
    }

    /** Narrows a query. */
    public <T> Query<T> of(Query<T> query) {
        if (skipped > Integer.MAX_VALUE) {
            throw new InvalidDataAccessApiUsageException(
                    "Row "
                            + skipped
                            + " is too far to skip to: no more than "
                            + Integer.MAX_VALUE
                            + " rows are left out. Check the number of the page where it comes in.");
        }
        if (skipped > 0) {
            query.offset((int) skipped);
        }
        return most < Integer.MAX_VALUE ? query.limit((int) most) : query;
    }
}
