package io.relmap.jdbc;

import io.relmap.annotation.Internal;
import io.relmap.dialect.Dialect;
import io.relmap.sql.ListPadding;
import io.relmap.sql.RenderedSql;
import io.relmap.sql.Select;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A SELECT that is rendered when it first runs and kept, once for each padded size of its lists. Keep it
 * where the plan of the load is kept; it is for one database. Safe for use by several threads.
 */
@Internal
public final class SelectStatement {

    private final Select select;
    private final Map<List<Integer>, RenderedSql> bySizes = new ConcurrentHashMap<>();
    private volatile @Nullable List<Object> listKeys;

    /** A statement that was not rendered yet. */
    public SelectStatement(Select select) {
        this.select = select;
    }

    /** The SELECT. */
    public Select select() {
        return select;
    }

    RenderedSql rendered(Dialect dialect, ParameterValues values) {
        List<Object> lists = listKeys;
        if (lists == null) {
            return render(dialect, values);
        }
        RenderedSql known = bySizes.get(sizes(lists, values));
        return known == null ? render(dialect, values) : known;
    }

    private RenderedSql render(Dialect dialect, ParameterValues values) {
        Set<Object> asked = new LinkedHashSet<>();
        RenderedSql rendered =
                dialect.renderer()
                        .render(
                                select,
                                key -> {
                                    asked.add(key);
                                    return values.list(key).size();
                                });
        List<Object> lists = List.copyOf(asked);
        bySizes.put(sizes(lists, values), rendered);
        listKeys = lists;
        return rendered;
    }

    private static List<Integer> sizes(List<Object> lists, ParameterValues values) {
        if (lists.isEmpty()) {
            return List.of();
        }
        List<Integer> sizes = new ArrayList<>(lists.size());
        for (Object key : lists) {
            sizes.add(ListPadding.padded(values.list(key).size()));
        }
        return sizes;
    }
}
