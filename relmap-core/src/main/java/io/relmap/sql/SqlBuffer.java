package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.type.ColumnType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement while it is written: its text, its binds, and which tables stand around a subquery. */
@Internal
public final class SqlBuffer {

    private final StringBuilder text = new StringBuilder(256);
    private final List<BindSlot> binds = new ArrayList<>();
    private final Deque<Set<TableRef>> scopes = new ArrayDeque<>();
    private final ListSizes sizes;

    SqlBuffer(ListSizes sizes) {
        this.sizes = sizes;
    }

    /** Writes text that is no value. */
    public SqlBuffer add(String part) {
        text.append(part);
        return this;
    }

    /** Writes a placeholder and remembers what it is given. */
    public SqlBuffer bind(BindSlot slot) {
        text.append('?');
        binds.add(slot);
        return this;
    }

    /** Writes a placeholder for a value given under {@code key} when the statement runs. */
    public SqlBuffer bind(Object key, @Nullable ColumnType type) {
        return bind(new BindSlot.Named(key, type));
    }

    /** How many values a list parameter will have. */
    int listSize(Object key) {
        return sizes.sizeOf(key);
    }

    /** Enters a SELECT over these tables. */
    void enter(Set<TableRef> tables) {
        scopes.push(new HashSet<>(tables));
    }

    /** Leaves the SELECT that was entered last. */
    void leave() {
        scopes.pop();
    }

    /** Whether a SELECT around the present place reads the table. */
    boolean isOuter(TableRef table) {
        return scopes.stream().anyMatch(scope -> scope.contains(table));
    }

    RenderedSql finish() {
        return new RenderedSql(text.toString(), binds);
    }
}
