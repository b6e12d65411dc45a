package io.relmap.spring.data.query;

import io.relmap.error.InvalidRequestException;
import io.relmap.query.Position;
import io.relmap.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

/**
 * Reads the next window of a result: from an offset, or from the place of an object in the order. One row more than
 * wanted is read, to know whether there is another window.
 *
 * @param sort the order
 * @param limit how many objects a window has at the most
 * @param projection what becomes of them; a place in the order is known of whole objects only
 */
record Scrolling(Sort sort, long limit, Projection projection) {

    /**
     * The window behind a position.
     *
     * @param query makes the query, without an order
     */
    Window<?> from(@Nullable ScrollPosition position, Function<Sort, Query<?>> query) {
        if (position instanceof KeysetScrollPosition keyset) {
            return keyset(keyset, query);
        } else if (position instanceof OffsetScrollPosition offset) {
            return offset(offset, query);
        }
        throw new InvalidDataAccessApiUsageException(
                "There is no position to scroll from: begin with ScrollPosition.keyset() or"
                        + " ScrollPosition.offset()");
    }

    private Window<?> offset(OffsetScrollPosition position, Function<Sort, Query<?>> query) {
        long skipped = position.isInitial() ? 0 : position.getOffset() + 1;
        List<Object> found = list(query.apply(sort), skipped);
        List<Object> content = content(found);
        return Window.from(content, position.positionFunction(), found.size() > content.size());
    }

    private Window<?> keyset(KeysetScrollPosition position, Function<Sort, Query<?>> query) {
        io.relmap.query.Window<?> window = window(position, query);
        return Window.from(
                projection.ofObjects().viewed(window.objects()),
                index ->
                        ScrollPosition.of(
                                window.positions().get(index).values(), position.getDirection()),
                window.hasMore());
    }

    private io.relmap.query.Window<?> window(
            KeysetScrollPosition position, Function<Sort, Query<?>> query) {
        Query<?> part = projection.ofObjects().loading(new Excerpt(0, limit).of(query.apply(sort)));
        Position from = position.isInitial() ? null : new Position(position.getKeys());
        try {
            return position.scrollsBackward() ? part.windowBefore(from) : part.windowAfter(from);
        } catch (InvalidRequestException e) {
            throw new InvalidDataAccessApiUsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private List<Object> list(Query<?> query, long skipped) {
        long most = limit == Excerpt.ALL ? limit : limit + 1;
        return new ArrayList<>(projection.list(new Excerpt(skipped, most).of(query)));
    }

    private List<Object> content(List<Object> found) {
        return new ArrayList<>(found.size() > limit ? found.subList(0, (int) limit) : found);
    }
}
