package io.relmap.spring.data.query;

import io.relmap.annotation.Internal;
import io.relmap.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.support.PageableExecutionUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a query finds, in the forms that Spring Data knows.
 *
 * @param query makes the query, without an order
 * @param sort the order
 * @param rows how many rows there are at the most
 * @param projection what becomes of them
 */
@Internal
public record Results(Supplier<Query<?>> query, Sort sort, long rows, Projection projection) {

    private Query<?> ordered() {
        return query.get().orderBy(SortTerms.of(sort));
    }

    private Query<?> part(Pageable page) {
        return Excerpt.of(page, rows).of(ordered());
    }

    /** All, or those of a page. */
    public List<?> list(Pageable page) {
        return projection.list(part(page));
    }

    /** A page. */
    public Page<?> page(Pageable page, LongSupplier count) {
        return PageableExecutionUtils.getPage(
                list(page), page, () -> Math.min(count.getAsLong(), rows));
    }

    /** A page that knows only whether there is another one. */
    public Slice<?> slice(Pageable page) {
        if (page.isUnpaged()) {
            return new SliceImpl<>(list(page));
        }
        int size = page.getPageSize();
        List<Object> content =
                new ArrayList<>(
                        projection.list(
                                Excerpt.within(page.getOffset(), size + 1L, rows).of(ordered())));
        boolean more = content.size() > size;
        return new SliceImpl<>(more ? content.subList(0, size) : content, page, more);
    }

    /** The window behind a position. */
    public Window<?> scroll(@Nullable ScrollPosition position) {
        return new Scrolling(sort, rows, projection)
                .from(position, order -> query.get().orderBy(SortTerms.of(order)));
    }

    /**
     * One by one; to be closed.
     *
     * @param reader who asks, for the error outside of a transaction
     */
    public Stream<?> stream(Pageable page, String reader) {
        requireTransaction(reader);
        return projection.stream(part(page));
    }

    static void requireTransaction(String reader) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new InvalidDataAccessApiUsageException(
                    reader
                            + " returns a stream, which reads while it is used: call it in a"
                            + " transaction (@Transactional), and close the stream there"
                            + " (try-with-resources).");
        }
    }

    /** The only one, or null; the first of those that a limit lets through. */
    public @Nullable Object only() {
        return rows == 1 ? first() : projection.oneOrNone(part(Pageable.unpaged()));
    }

    /** The first one, or null. */
    public @Nullable Object first() {
        return projection.first(ordered());
    }
}
