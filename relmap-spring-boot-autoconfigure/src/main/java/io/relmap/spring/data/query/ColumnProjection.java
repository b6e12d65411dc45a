package io.relmap.spring.data.query;

import io.relmap.query.Query;
import io.relmap.query.Rows;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Selects the columns alone that are to be seen.
 *
 * @param paths what is selected
 * @param cells where the values go
 * @param ofObjects the same view of objects, for what can only be read with them
 */
record ColumnProjection(List<String> paths, Cell.Branch cells, ObjectProjection ofObjects)
        implements Projection {

    private Rows<@Nullable Object[]> rows(Query<?> query) {
        return query.select(paths.toArray(String[]::new));
    }

    @Override
    public List<?> list(Query<?> query) {
        return rows(query).list().stream().map(this::made).toList();
    }

    @Override
    public @Nullable Object oneOrNone(Query<?> query) {
        @Nullable Object[] row = rows(query).oneOrNone();
        return row == null ? null : made(row);
    }

    @Override
    public @Nullable Object first(Query<?> query) {
        @Nullable Object[] row = rows(query).first();
        return row == null ? null : made(row);
    }

    @Override
    public Stream<?> stream(Query<?> query) {
        return rows(query).stream().map(this::made);
    }

    private Object made(@Nullable Object[] row) {
        return cells.made(row);
    }
}
