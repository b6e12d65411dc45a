package io.relmap.spring.data.query;

import io.relmap.mapping.Mapper;
import io.relmap.query.Query;
import java.util.ArrayList;
import java.util.Collections;
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
 * @param mapper the entity
 * @param sort the order
 * @param limit how many objects a window has at the most
 */
record Scrolling(Mapper mapper, Sort sort, long limit) {

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
        return Window.from(
                List.copyOf(content), position.positionFunction(), found.size() > content.size());
    }

    private Window<?> keyset(KeysetScrollPosition position, Function<Sort, Query<?>> query) {
        Keyset keyset = new Keyset(mapper, sort);
        boolean backward = position.scrollsBackward();
        Query<?> ordered = query.apply(keyset.sort(backward));
        if (!position.isInitial()) {
            ordered.where(keyset.beyond(position.getKeys(), backward));
        }
        List<Object> found = list(ordered, 0);
        List<Object> content = content(found);
        if (backward) {
            Collections.reverse(content);
        }
        return Window.from(
                List.copyOf(content),
                index ->
                        ScrollPosition.of(
                                keyset.valuesOf(content.get(index)), position.getDirection()),
                found.size() > content.size());
    }

    private List<Object> list(Query<?> query, long skipped) {
        long most = limit == Excerpt.ALL ? limit : limit + 1;
        return new ArrayList<>(new Excerpt(skipped, most).of(query).list());
    }

    private List<Object> content(List<Object> found) {
        return new ArrayList<>(found.size() > limit ? found.subList(0, (int) limit) : found);
    }
}
