package io.relmap.sql;

import io.relmap.annotation.Internal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes SELECT statements. A dialect overrides the small methods where its database differs. */
@Internal
public abstract class SelectRenderer extends ListRenderer {

    SelectRenderer(Identifiers identifiers) {
        super(identifiers);
    }

    @Override
    final void select(SqlBuffer out, Select select) {
        List<FromItem> from = withoutOuterTables(out, select.from());
        Set<TableRef> tables = new LinkedHashSet<>();
        select.from().forEach(item -> FromItems.tables(item).forEach(tables::add));
        out.enter(tables);
        out.add(select.distinct() ? "SELECT DISTINCT " : "SELECT ");
        items(out, select.items());
        if (!from.isEmpty()) {
            out.add(" FROM ");
            separated(out, from, item -> fromItem(out, item));
        }
        if (select.where() != null) {
            out.add(" WHERE ");
            expression(out, select.where());
        }
        if (!select.groupBy().isEmpty()) {
            out.add(" GROUP BY ");
            list(out, select.groupBy());
        }
        if (select.having() != null) {
            out.add(" HAVING ");
            expression(out, select.having());
        }
        if (!select.orderBy().isEmpty()) {
            out.add(" ORDER BY ");
            separated(out, select.orderBy(), term -> ordering(out, term));
        }
        limit(out, select.limit(), select.offset());
        if (select.lock() != RowLock.NONE) {
            lock(out, select);
        }
        out.leave();
    }

    /** A table of a statement around this one is meant there, unless nothing else is left. */
    private static List<FromItem> withoutOuterTables(SqlBuffer out, List<FromItem> from) {
        List<FromItem> own = new ArrayList<>(from);
        own.removeIf(item -> item instanceof TableRef table && out.isOuter(table));
        return own.isEmpty() ? from : own;
    }

    private void items(SqlBuffer out, List<SelectItem> items) {
        if (items.isEmpty()) {
            out.add("1"); // all that EXISTS wants
        }
        separated(
                out,
                items,
                item -> {
                    expression(out, item.expression());
                    if (item.label() != null) {
                        out.add(" AS ").add(identifiers().quote(item.label()));
                    }
                });
    }

    private void fromItem(SqlBuffer out, FromItem item) {
        if (item instanceof TableRef table) {
            table(out, table);
        } else if (item instanceof SubqueryRef subquery) {
            subquery(out, subquery.select(), subquery.alias());
        } else if (item instanceof DerivedTable derived) {
            subquery(out, derived.select(), derived.place().label());
        } else if (item instanceof NativeTable table) {
            nativeTable(out, table);
        } else if (item instanceof JoinItem join) {
            join(out, join);
        }
    }

    private void subquery(SqlBuffer out, Select select, String alias) {
        out.add("(");
        select(out, select);
        out.add(") AS ").add(identifiers().quote(alias));
    }

    /** The program's own text, with its values. */
    final void nativeTable(SqlBuffer out, NativeTable table) {
        out.add("(").add(table.texts().get(0));
        for (int i = 0; i < table.values().size(); i++) {
            expression(out, table.values().get(i));
            out.add(table.texts().get(i + 1));
        }
        out.add(") AS ").add(identifiers().quote(table.place().label()));
    }

    private void table(SqlBuffer out, TableRef ref) {
        out.add(identifiers().quote(ref.table()));
        if (ref.alias() != null) {
            out.add(" AS ").add(identifiers().quote(ref.alias()));
        }
    }

    private void join(SqlBuffer out, JoinItem join) {
        fromItem(out, join.left());
        out.add(" ").add(join.kind().sql()).add(" ");
        if (join.right() instanceof JoinItem) {
            out.add("(");
            fromItem(out, join.right());
            out.add(")");
        } else {
            fromItem(out, join.right());
        }
        if (join.on() != null) {
            out.add(" ON ");
            expression(out, join.on());
        }
    }

    /** One term of ORDER BY. */
    protected void ordering(SqlBuffer out, Ordering term) {
        expression(out, term.expression());
        if (term.direction() == Ordering.Direction.DESCENDING) {
            out.add(" DESC");
        }
        switch (term.nulls()) {
            case DEFAULT -> {}
            case FIRST -> out.add(" NULLS FIRST");
            case LAST -> out.add(" NULLS LAST");
        }
    }

    /** LIMIT and OFFSET, where they are given. */
    protected void limit(SqlBuffer out, @Nullable Expression limit, @Nullable Expression offset) {
        if (limit != null) {
            out.add(" LIMIT ");
            expression(out, limit);
        }
        if (offset != null) {
            out.add(" OFFSET ");
            expression(out, offset);
        }
    }

    /** The clause that locks rows. */
    protected void lock(SqlBuffer out, Select select) {
        switch (select.lock()) {
            case NONE -> {}
            case FOR_UPDATE -> out.add(" FOR UPDATE");
            case FOR_UPDATE_NO_WAIT -> out.add(" FOR UPDATE NOWAIT");
            case FOR_UPDATE_SKIP_LOCKED -> out.add(" FOR UPDATE SKIP LOCKED");
            case FOR_SHARE -> out.add(" FOR SHARE");
        }
    }

    /** Writes things with commas between them. */
    static <T> void separated(SqlBuffer out, List<T> all, java.util.function.Consumer<T> write) {
        String separator = "";
        for (T each : all) {
            out.add(separator);
            write.accept(each);
            separator = ", ";
        }
    }
}
