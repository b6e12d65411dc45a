package io.relmap.jdbc;

import io.relmap.dialect.Dialect;
import io.relmap.sql.RenderedSql;
import io.relmap.sql.WriteShape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rendered statements by their shape. */
final class StatementCache {

    /** More shapes than this come from columns combined at random: then it begins anew. */
    private static final int LIMIT = 4096;

    private final Dialect dialect;
    private final Map<WriteShape, RenderedSql> writes = new ConcurrentHashMap<>();

    StatementCache(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The text of a shape; one that computes values holds what a program gave it once, and is not kept. */
    RenderedSql write(WriteShape shape) {
        if (!shape.computed().isEmpty()) {
            return dialect.renderer().render(shape);
        }
        RenderedSql known = writes.get(shape);
        if (known == null) {
            known = dialect.renderer().render(shape);
            if (writes.size() >= LIMIT) {
                writes.clear();
            }
            writes.put(shape, known);
        }
        return known;
    }
}
