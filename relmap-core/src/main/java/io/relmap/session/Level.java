package io.relmap.session;

import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a session must remember of one transaction or savepoint to restore its objects when it is rolled back
 * (spec SE-26, SE-27): who was inserted and deleted in it, whose key changed, and what columns held before.
 *
 * <p>Objects that leave the session are remembered only as long as the program holds them, so that a long
 * transaction that lets go of its objects now and then runs in bounded memory (spec SE-45).
 */
final class Level {

    private final @Nullable Level parent;
    private final @Nullable Object savepoint;
    private final Set<InstanceState> inserted = new LinkedHashSet<>();
    private final Set<InstanceState> deleted = new LinkedHashSet<>();
    private final Map<InstanceState, IdentityKey> formerKeys = new LinkedHashMap<>();
    private final Map<InstanceState, @Nullable Object[]> formerColumns = new LinkedHashMap<>();
    private final Map<InstanceState, WrittenValues> written = new LinkedHashMap<>();
    private final Map<InstanceState, Departed> departed = new WeakHashMap<>();
    private @Nullable Throwable failure;
    private boolean touched;
    private boolean checksAreSet;

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

    /** Whether the program has said when constraints are checked, here or in a level around it. */
    boolean areChecksSet() {
        return checksAreSet || (parent != null && parent.areChecksSet());
    }

    void setsChecks() {
        checksAreSet = true;
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

    /** An object has left the session: from now on it is remembered only while the program holds it. */
    void depart(InstanceState state) {
        deleted.remove(state);
        Departed memory =
                new Departed(
                        inserted.remove(state),
                        formerKeys.remove(state),
                        formerColumns.remove(state),
                        written.remove(state));
        if (memory.isWorthKeeping()) {
            state.stayWithObject();
            departed.merge(state, memory, (before, after) -> after.after(before));
        }
    }

    /** Remembers those that have left as the others, to go back to what all of them were. */
    void recall() {
        List<Map.Entry<InstanceState, Departed>> entries = new ArrayList<>(departed.entrySet());
        entries.sort(Comparator.comparingLong(entry -> entry.getKey().order()));
        departed.clear();
        entries.forEach(entry -> recall(entry.getKey(), entry.getValue()));
    }

    private void recall(InstanceState state, Departed memory) {
        if (memory.inserted()) {
            inserted.add(state);
        }
        IdentityKey key = memory.formerKey();
        if (key != null) {
            formerKeys.put(state, key);
        }
        @Nullable Object[] columns = memory.formerColumns();
        if (columns != null) {
            formerColumns.put(state, columns);
        }
        WrittenValues values = memory.written();
        if (values != null) {
            written.put(state, values);
        }
    }

    /** What is remembered of an object that has left. */
    @SuppressWarnings("ArrayRecordComponent") // column values, handed on and never compared
    private record Departed(
            boolean inserted,
            @Nullable IdentityKey formerKey,
            @Nullable Object @Nullable [] formerColumns,
            @Nullable WrittenValues written) {

        boolean isWorthKeeping() {
            return inserted || formerKey != null || formerColumns != null || written != null;
        }

        /** With what an outer level remembers, which came first. */
        Departed after(@Nullable Departed outer) {
            return outer == null
                    ? this
                    : new Departed(
                            inserted || outer.inserted,
                            outer.formerKey != null ? outer.formerKey : formerKey,
                            outer.formerColumns != null || outer.inserted
                                    ? outer.formerColumns
                                    : formerColumns,
                            outer.written != null ? outer.written : written);
        }
    }

    /** Its work becomes work of the level around it. */
    void mergeInto(Level outer) {
        departed.forEach(
                (state, memory) ->
                        outer.departed.merge(
                                state, memory, (before, after) -> after.after(before)));
        outer.checksAreSet |= checksAreSet;
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
        checksAreSet = false;
        inserted.clear();
        deleted.clear();
        formerKeys.clear();
        formerColumns.clear();
        written.clear();
        departed.clear();
    }
}
