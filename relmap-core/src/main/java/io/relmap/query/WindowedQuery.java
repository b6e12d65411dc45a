package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.Loader;
import io.relmap.sql.Ordering;
import io.relmap.state.InstanceState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a window of a query's results: one object more than wanted, to know whether there are more. */
final class WindowedQuery {

    private final Loader loader;
    private final QueryParts parts;

    WindowedQuery(Loader loader, QueryParts parts) {
        this.loader = loader;
        this.parts = parts;
    }

    Window<Object> after(@Nullable Position position) {
        return window(position, false);
    }

    Window<Object> before(@Nullable Position position) {
        return window(position, true);
    }

    private Window<Object> window(@Nullable Position position, boolean backward) {
        if (parts.offset() != null) {
            throw refused("has an offset: a window begins at a position instead");
        }
        Scope scope = new QueryStatements(loader, parts).scope();
        List<Ordering> orders =
                parts.orders().stream().flatMap(t -> t.orderings(scope).stream()).toList();
        if (scope.isMultiplied()) {
            throw refused(
                    "joins a collection: its rows repeat objects, so that windows would overlap. Use"
                            + " any() or a path over the collection instead");
        }
        Keyset keyset = new Keyset(scope, orders);
        QueryParts ordered = parts.copy();
        ordered.orders().clear();
        ordered.orders().add(place -> keyset.orderings(place, backward));
        if (position != null) {
            ordered.conditions().add(keyset.beyond(position, backward));
        }
        Integer limit = parts.limit();
        if (limit != null && limit < Integer.MAX_VALUE) {
            ordered.limit(limit + 1);
        }
        List<Object> found = new ArrayList<>(new QueryStatements(loader, ordered).list());
        boolean more = limit != null && found.size() > limit;
        List<Object> objects =
                limit != null && more ? new ArrayList<>(found.subList(0, limit)) : found;
        if (backward) {
            Collections.reverse(objects);
        }
        return new Window<>(
                objects, more, objects.stream().map(object -> keyset.of(state(object))).toList());
    }

    private InstanceState state(Object object) {
        return loader.context().instances().stateOf(object);
    }

    private InvalidRequestException refused(String what) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                "The query for " + parts.mapper() + " is read by windows, but " + what + ".");
    }
}
