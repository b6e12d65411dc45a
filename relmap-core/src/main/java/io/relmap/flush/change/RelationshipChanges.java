package io.relmap.flush.change;

import io.relmap.annotation.Internal;
import io.relmap.attribute.EntityShape;
import io.relmap.attribute.History;
import io.relmap.attribute.QueryAttribute;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.join.SyncPair;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Content;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.state.Committed;
import io.relmap.state.FetchMode;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import io.relmap.state.Members;
import io.relmap.state.PendingQueue;
import io.relmap.state.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of the relationships of one object. The history of a relationship is computed when it is
 * first asked for and kept for the rest of the flush, so that what the flush itself writes does not change
 * it; an answer that did not load gives way to one that may (spec UW-13).
 */
@Internal
public final class RelationshipChanges {

    private final FlushRow row;
    private final FlushContext context;
    private @Nullable Known @Nullable [] known;
    private @Nullable IdentityHashMap<Relationship, Boolean> keyChanges;

    RelationshipChanges(FlushRow row, FlushContext context) {
        this.row = row;
        this.context = context;
    }

    /** What came in, stayed and went out; reads memory only. */
    public History peek(Relationship relationship) {
        Known answer = known(relationship.slot());
        return answer != null ? answer.history : read(relationship, FetchMode.NO_INITIALIZE);
    }

    /** As {@link #peek}, but fetches what is not loaded, by the key that the row has (spec UW-14). */
    public History load(Relationship relationship) {
        return ask(relationship, FetchMode.FULL_NO_INIT);
    }

    /** As {@link #peek}, but a reference may be found in the identity map (spec UW-12). */
    public History resolve(Relationship relationship) {
        return ask(relationship, FetchMode.NO_FETCH_RELATED);
    }

    private History ask(Relationship relationship, FetchMode mode) {
        Known answer = known(relationship.slot());
        if (answer != null && (answer.mode == mode || answer.mode == FetchMode.FULL_NO_INIT)) {
            return answer.history;
        }
        if (row.state().hasIdentity() && !row.state().isPresent(relationship.slot())) {
            if (!context.mayLoad()) {
                return lookUp(relationship, mode);
            }
            fetch(relationship, mode);
        }
        return read(relationship, mode);
    }

    /**
     * Adds objects to what stayed that were found elsewhere, as far as the history does not speak of them; what
     * {@link #load} left open stays open.
     */
    public History alsoHeld(Relationship relationship, List<Object> elements) {
        Known answer = Objects.requireNonNull(known(relationship.slot()), "a loaded history");
        History history = answer.history;
        Set<Object> told = Collections.newSetFromMap(new IdentityHashMap<>());
        told.addAll(history.added());
        told.addAll(history.unchanged());
        told.addAll(history.deleted());
        List<@Nullable Object> unchanged = new ArrayList<>(history.unchanged());
        elements.stream().filter(told::add).forEach(unchanged::add);
        History completed =
                new History(history.added(), unchanged, history.deleted(), history.isKnown());
        remember(new Known(relationship, answer.mode, completed, answer.leftOpen));
        return completed;
    }

    /**
     * As {@link #peek}, but of a collection that was loaded in part: what seems to have come in may have been in a row all the
     * time (spec LO-53, LO-61). Asks for the rows only then.
     */
    public History comparedWithRows(Relationship relationship) {
        History history = peek(relationship);
        InstanceState state = row.state();
        if (history.added().isEmpty()
                || !state.isPartial(relationship.slot())
                || !state.hasIdentity()
                || !context.mayLoad()) {
            return history;
        }
        Object loaded =
                context.initializer()
                        .load(
                                state,
                                relationship.slot(),
                                FetchMode.FULL_NO_INIT,
                                KeySource.COMMITTED);
        if (!(loaded instanceof List<?> rows)) {
            return history;
        }
        Set<Object> held = Collections.newSetFromMap(new IdentityHashMap<>());
        held.addAll(rows);
        Map<Boolean, List<@Nullable Object>> added =
                history.added().stream().collect(Collectors.partitioningBy(held::contains));
        List<@Nullable Object> unchanged = new ArrayList<>(history.unchanged());
        unchanged.addAll(added.getOrDefault(true, List.of()));
        History compared =
                new History(
                        added.getOrDefault(false, List.of()),
                        unchanged,
                        history.deleted(),
                        history.isKnown());
        remember(new Known(relationship, FetchMode.FULL_NO_INIT, compared, false));
        return compared;
    }

    /** The relationships that SQL is needed for to know more of them, and may not be sent (spec UW-146). */
    public List<Relationship> leftOpen() {
        @Nullable Known[] all = known;
        return all == null
                ? List.of()
                : Arrays.stream(all)
                        .filter(answer -> answer != null && answer.leftOpen)
                        .map(answer -> Objects.requireNonNull(answer).relationship)
                        .toList();
    }

    /** Without SQL: what the identity map holds of a reference is known; the object does not learn it. */
    private History lookUp(Relationship relationship, FetchMode mode) {
        Object held =
                relationship.content() == Content.REFERENCE && isUntouched(relationship)
                        ? context.initializer()
                                .load(
                                        row.state(),
                                        relationship.slot(),
                                        FetchMode.NO_FETCH,
                                        KeySource.COMMITTED)
                        : Unknown.UNKNOWN;
        boolean isKnown = held != Unknown.UNKNOWN;
        boolean mayDoWithout =
                mode == FetchMode.NO_FETCH_RELATED
                        && relationship.join().useGet()
                        && !row.state().hasStaleColumns();
        History history =
                isKnown
                        ? new History(List.of(), Collections.singletonList(held), List.of(), true)
                        : attribute(relationship).historyInMemory(row.state());
        remember(new Known(relationship, mode, history, !isKnown && !mayDoWithout));
        return history;
    }

    private boolean isUntouched(Relationship relationship) {
        return attribute(relationship).historyInMemory(row.state()).isEmpty();
    }

    /** The attribute of a relationship of this object. */
    public RelationshipAttribute attribute(Relationship relationship) {
        return EntityShape.of(row.state()).attribute(relationship.slot());
    }

    private void fetch(Relationship relationship, FetchMode mode) {
        if (relationship.content() == Content.QUERY) {
            return;
        }
        Object loaded =
                context.initializer()
                        .load(row.state(), relationship.slot(), mode, KeySource.COMMITTED);
        if (loaded != Unknown.UNKNOWN) {
            attribute(relationship).setCommitted(row.state(), loaded);
        }
    }

    private History read(Relationship relationship, FetchMode mode) {
        RelationshipAttribute attribute = attribute(relationship);
        if (!context.mayLoad()) {
            History known = attribute.historyInMemory(row.state());
            boolean isOpen = !known.isKnown() && !known.isEmpty();
            remember(new Known(relationship, mode, known, isOpen));
            return known;
        }
        History history =
                attribute instanceof QueryAttribute query && mode != FetchMode.NO_INITIALIZE
                        ? overRows(query, mode)
                        : attribute.history(row.state(), FetchMode.NO_INITIALIZE);
        remember(new Known(relationship, mode, history, false));
        return history;
    }

    /** What is queued against the rows, where they may be read: a query keeps none of them (spec LO-93). */
    private History overRows(QueryAttribute query, FetchMode mode) {
        query.checkReadable(row.state());
        Object loaded =
                row.state().hasIdentity()
                        ? context.initializer()
                                .load(row.state(), query.slot(), mode, KeySource.COMMITTED)
                        : Unknown.UNKNOWN;
        return loaded instanceof List<?> rows
                ? query.historyOver(row.state(), rows)
                : query.history(row.state(), FetchMode.NO_INITIALIZE);
    }

    private @Nullable Known known(int slot) {
        @Nullable Known[] all = known;
        return all == null || slot >= all.length ? null : all[slot];
    }

    private void remember(Known answer) {
        int slot = answer.relationship.slot();
        @Nullable Known[] all = known;
        if (all == null) {
            all = new @Nullable Known[Math.max(slot + 1, row.state().shape().slotCount())];
        } else if (slot >= all.length) {
            all = Arrays.copyOf(all, slot + 1);
        }
        all[slot] = answer;
        known = all;
    }

    /**
     * Whether a value that the relationship copies from this object has changed (spec UW-43). Computed once
     * as well: a key that this flush itself copied in does not count (UW-96).
     */
    public boolean keyChanged(Relationship relationship, List<SyncPair> pairs) {
        IdentityHashMap<Relationship, Boolean> answers = keyChanges;
        if (answers == null) {
            answers = new IdentityHashMap<>(4);
            keyChanges = answers;
        }
        return answers.computeIfAbsent(relationship, key -> sourceDiffers(pairs));
    }

    private boolean sourceDiffers(List<SyncPair> pairs) {
        if (!row.state().hasIdentity()) {
            return false;
        }
        for (SyncPair pair : pairs) {
            Column source = pair.source();
            ColumnAttribute attribute = row.mapper().findAttribute(source);
            if (attribute != null && row.isEdited(attribute)) {
                return true;
            }
        }
        return false;
    }

    /**
     * All objects that the relationship has to do with in this flush: current, removed and queued members
     * (spec UW-25).
     */
    public Collection<InstanceState> related(Relationship relationship) {
        InstanceState state = row.state();
        int slot = relationship.slot();
        List<InstanceState> found = new ArrayList<>();
        if (state.isPresent(slot)) {
            addAll(found, state.value(slot));
        } else if (!context.mayLoad()) {
            peek(relationship).unchanged().forEach(held -> addAll(found, held));
        }
        addAll(found, state.committed(slot));
        PendingQueue queue = state.queue(slot);
        if (queue != null) {
            addAll(found, queue.added());
            addAll(found, queue.removed());
        }
        return found;
    }

    /** The objects that came in, stayed and went out; the same after the flush as before. */
    public List<InstanceState> named(Relationship relationship) {
        History history = peek(relationship);
        List<InstanceState> found = new ArrayList<>();
        history.added().forEach(element -> addAll(found, element));
        history.unchanged().forEach(element -> addAll(found, element));
        history.deleted().forEach(element -> addAll(found, element));
        return found;
    }

    private void addAll(List<InstanceState> found, @Nullable Object value) {
        if (value instanceof Members members) {
            members.forEach(member -> found.add(stateOf(member)));
        } else if (value instanceof List<?> list) {
            list.forEach(member -> found.add(stateOf(member)));
        } else if (value != null && !(value instanceof Committed)) {
            found.add(stateOf(value));
        }
    }

    /** The state of a related object. */
    public InstanceState stateOf(Object element) {
        return row.state().shape().states().stateOf(element);
    }

    /**
     * @param leftOpen whether more could be told with SQL, which may not be sent
     */
    private record Known(
            Relationship relationship, FetchMode mode, History history, boolean leftOpen) {}
}
