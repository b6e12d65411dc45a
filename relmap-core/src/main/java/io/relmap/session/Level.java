package io.relmap.session;

import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session must remember of one transaction or savepoint to restore its objects when it is rolled back
 * (spec SE-26, SE-27): who was inserted and deleted in it, whose key changed, and what columns held before.
 */
final class Level {

    private final @Nullable Level parent;
    private final @Nullable Object savepoint;
    private final Set<InstanceState> inserted = new LinkedHashSet<>();
    private final Set<InstanceState> deleted = new LinkedHashSet<>();
    private final Map<InstanceState, IdentityKey> formerKeys = new LinkedHashMap<>();
    private final Map<InstanceState, @Nullable Object[]> formerColumns = new LinkedHashMap<>();
    private final Map<InstanceState, WrittenValues> written = new LinkedHashMap<>();
    private @Nullable Throwable failure;
    private boolean touched;

    /**
     * @param parent the level around it, or null for a transaction
     * @param savepoint the database's savepoint, or null for a transaction, or where it is managed elsewhere
     */
    Level(@Nullable Level parent, @Nullable Object savepoint) {
        this.parent = parent;
        this.savepoint = savepoint;
    }

    /** The level of a new transaction. */
    static Level root() {
        return new Level(null, null);
    }

    @Nullable Level parent() {
        return parent;
    }

    /** The database's savepoint, or null where there is none. */
    @Nullable Object savepoint() {
        return savepoint;
    }

    /** Whether it is a savepoint. */
    boolean isNested() {
        return parent != null;
    }

    /** Whether anything was done in it; a transaction that was never touched has nothing to roll back (SE-28). */
    boolean isTouched() {
        return touched;
    }

    void touch() {
        touched = true;
    }

    /** What made it unusable until it is rolled back, or null (spec SE-23). */
    @Nullable Throwable failure() {
        return failure;
    }

    void fail(Throwable cause) {
        failure = cause;
    }

    Set<InstanceState> inserted() {
        return inserted;
    }

    Set<InstanceState> deleted() {
        return deleted;
    }

    Map<InstanceState, IdentityKey> formerKeys() {
        return formerKeys;
    }

    /** What the columns of each object that was flushed here held before, by attribute index. */
    Map<InstanceState, @Nullable Object[]> formerColumns() {
        return formerColumns;
    }

    /** What flushes wrote into objects that they inserted (spec UW-128). */
    Map<InstanceState, WrittenValues> written() {
        return written;
    }

    /** Remembers what the columns held before a flush, if it is the first one here. */
    void keepColumns(InstanceState state, @Nullable Object[] columns) {
        formerColumns.putIfAbsent(state, columns);
    }

    /** Remembers a key before it changed, if it is the first change here. */
    void keepKey(InstanceState state, IdentityKey key) {
        formerKeys.putIfAbsent(state, key);
    }

    /** Its work becomes work of the level around it. */
    void mergeInto(Level outer) {
        outer.inserted.addAll(inserted);
        outer.deleted.addAll(deleted);
        formerKeys.forEach(outer.formerKeys::putIfAbsent);
        formerColumns.forEach(
                (state, columns) -> {
                    if (!inserted.contains(state)) {
                        outer.formerColumns.putIfAbsent(state, columns);
                    }
                });
        written.forEach(outer.written::putIfAbsent);
    }

    /** Forgets everything but its failure. */
    void clear() {
        inserted.clear();
        deleted.clear();
        formerKeys.clear();
        formerColumns.clear();
        written.clear();
    }
}
