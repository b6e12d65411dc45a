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

    RenderedSql write(WriteShape shape) {
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
