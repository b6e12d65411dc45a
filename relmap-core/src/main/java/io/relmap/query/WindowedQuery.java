package io.relmap.query;

import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.Loader;
import io.relmap.load.RootRow;
import io.relmap.sql.Ordering;
import io.relmap.state.InstanceState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        if (scope.joins().isMultiplied()) {
            throw refused(
                    "joins a collection: its rows repeat objects, so that windows would overlap. Use"
                            + " any() or a path over the collection instead");
        }
        Keyset keyset = new Keyset(scope, orders);
        Integer limit = parts.limit();
        Reading reading = new Reading(keyset, loader.context().cache().dialect());
        if (limit == null || limit > 0) {
            read(reading, position, backward);
        }
        List<Object> objects =
                new ArrayList<>(
                        reading.found.keySet().stream().map(InstanceState::entity).toList());
        List<Position> positions = new ArrayList<>(reading.found.values());
        boolean more = false;
        if (limit != null && objects.size() > limit) {
            more = true;
            objects.remove(limit.intValue());
            positions.remove(limit.intValue());
        }
        if (backward) {
            Collections.reverse(objects);
            Collections.reverse(positions);
        }
        return new Window<>(objects, more, positions);
    }

    /**
     * Reads one object more than wanted. Where a reference has several rows, or a native statement repeats one, there may be
     * as many rows as wanted and fewer objects: it is gone on behind the last row, where none of its object is left.
     */
    private void read(Reading reading, @Nullable Position position, boolean backward) {
        Integer limit = parts.limit();
        Position from = position;
        boolean isFull = true;
        while (isFull) {
            QueryParts ordered = parts.copy();
            ordered.orders().clear();
            ordered.orders().add(place -> reading.keyset.orderings(place, backward));
            if (from != null) {
                ordered.conditions().add(reading.keyset.beyond(from, backward));
            }
            int wanted = limit == null ? Integer.MAX_VALUE : limit - reading.found.size();
            if (wanted < Integer.MAX_VALUE) {
                ordered.limit(wanted + 1);
            }
            reading.rows = 0;
            boolean mayRepeat =
                    new QueryStatements(loader, ordered).rows(reading.keyset::columns, reading);
            from = reading.last;
            isFull =
                    limit != null
                            && mayRepeat
                            && reading.rows > wanted
                            && reading.found.size() <= limit;
        }
    }

    /** The objects that were read, each with its place, and the place of the last row. */
    private static final class Reading implements RootRow {

        private final Keyset keyset;
        private final Dialect dialect;
        private final Map<InstanceState, Position> found = new LinkedHashMap<>();
        private @Nullable Position last;
        private long rows;

        Reading(Keyset keyset, Dialect dialect) {
            this.keyset = keyset;
            this.dialect = dialect;
        }

        @Override
        public void read(InstanceState root, ResultSet row) throws SQLException {
            Position position = keyset.of(row, dialect);
            found.putIfAbsent(root, position);
            last = position;
            rows++;
        }
    }

    private InvalidRequestException refused(String what) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                "The query for " + parts.mapper() + " is read by windows, but " + what + ".");
    }
}
