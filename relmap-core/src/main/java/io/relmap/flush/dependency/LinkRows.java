package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import io.relmap.type.Codec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an association table that are to be written: deletes first, then updates, then inserts (spec
 * UW-60). A row is the values of {@link #columns} in that order.
 */
@Internal
public final class LinkRows {

    private final Table table;
    private final List<Column> columns;
    private final List<Codec<Object>> codecs;
    private final List<@Nullable Object[]> deletes = new ArrayList<>();
    private final List<Update> updates = new ArrayList<>();
    private final List<@Nullable Object[]> inserts = new ArrayList<>();

    LinkRows(Table table, List<Column> columns, List<Codec<Object>> codecs) {
        this.table = table;
        this.columns = List.copyOf(columns);
        this.codecs = List.copyOf(codecs);
    }

    /** A row that is kept although an end of it has a new key. */
    public static final class Update {

        private final @Nullable Object[] before;
        private final @Nullable Object[] after;

        Update(@Nullable Object[] before, @Nullable Object[] after) {
            this.before = before;
            this.after = after;
        }

        /** The values that the row is found by. */
        public @Nullable Object[] before() {
            return before;
        }

        /** The values that the row gets. */
        public @Nullable Object[] after() {
            return after;
        }
    }

    /** The association table. */
    public Table table() {
        return table;
    }

    /** The key columns of both ends. */
    public List<Column> columns() {
        return columns;
    }

    /** How the values of the columns are carried. */
    public List<Codec<Object>> codecs() {
        return codecs;
    }

    /** The rows to be deleted. */
    public List<@Nullable Object[]> deletes() {
        return deletes;
    }

    /** The rows to be updated. */
    public List<Update> updates() {
        return updates;
    }

    /** The rows to be inserted, in collection order within one owner (spec UW-111). */
    public List<@Nullable Object[]> inserts() {
        return inserts;
    }
}
