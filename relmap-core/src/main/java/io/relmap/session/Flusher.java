package io.relmap.session;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.flush.FlushPlan;
import io.relmap.flush.FlushResult;
import io.relmap.flush.PlannedFlush;
import io.relmap.jdbc.Sent;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.session.SessionListener.StateChange;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import io.relmap.state.SetMembers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session's part of a flush (spec SE-20, UW-1 to UW-6, UW-124): finds what may have changed, lets the unit of
 * work write it, and gives objects their new states.
 */
final class Flusher {

    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);

    private final FlushedSession session;
    private final Registry registry;
    private final Transitions transitions;
    private final Columns columns;
    private final Events events;
    private boolean flushing;
    private @Nullable FlushPlan plan;

    Flusher(
            FlushedSession session,
            Registry registry,
            Transitions transitions,
            Columns columns,
            Events events) {
        this.session = session;
        this.registry = registry;
        this.transitions = transitions;
        this.columns = columns;
        this.events = events;
    }

    boolean isFlushing() {
        return flushing;
    }

    /** Whether a flush has something to look at. */
    boolean hasWork() {
        return !registry.pending().isEmpty()
                || !registry.marked().isEmpty()
                || registry.identityMap().compared().stream().anyMatch(this::isDirty);
    }

    /** The changed persistent objects that are not marked for deletion (spec SE-3). */
    List<InstanceState> dirty() {
        List<InstanceState> dirty = new ArrayList<>();
        for (InstanceState state : registry.identityMap().compared()) {
            if (isDirty(state) && !registry.isMarked(state)) {
                dirty.add(state);
            }
        }
        return dirty;
    }

    /** New and changed objects that are not marked for deletion, in the order in which they came. */
    Set<InstanceState> saved() {
        Set<InstanceState> saved = new LinkedHashSet<>(registry.pending());
        saved.addAll(dirty());
        return saved;
    }

    /** Writes all changes. */
    void flush() {
        flushOnly(null);
    }

    /** Writes the changes of these objects, and of those that they take along (spec UW-5). */
    void flush(Collection<InstanceState> only) {
        Set<InstanceState> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        wanted.addAll(only);
        flushOnly(wanted);
    }

    /**
     * @param wanted the objects to be written, or null for all
     */
    private void flushOnly(@Nullable Set<InstanceState> wanted) {
        if (flushing) {
            throw new InvalidRequestException(
                    ErrorCode.ALREADY_FLUSHING,
                    session.label()
                            + " is flushing already: flush() must not be called from within a flush.");
        }
        if (!hasWork()) {
            return;
        }
        session.checkActive();
        flushing = true;
        try {
            measured(wanted);
        } finally {
            flushing = false;
        }
    }

    private void measured(@Nullable Set<InstanceState> wanted) {
        long start = System.nanoTime();
        Sent before = session.sent();
        Throwable failure = null;
        try {
            events.beforeFlush();
            write(wanted);
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            FlushPlan run = plan;
            plan = null;
            Sent sent = session.sent().since(before);
            events.flushed(new FlushReport(duration, run, sent.statements(), sent.rows(), failure));
        }
    }

    private void write(@Nullable Set<InstanceState> wanted) {
        Set<InstanceState> saved = saved();
        Set<InstanceState> left = Collections.newSetFromMap(new IdentityHashMap<>());
        if (wanted != null) {
            saved.stream().filter(state -> !wanted.contains(state)).forEach(left::add);
            saved.removeAll(left);
        }
        List<InstanceState> marked =
                registry.marked().stream()
                        .filter(state -> wanted == null || wanted.contains(state))
                        .toList();
        Map<InstanceState, WrittenValues> before = remember(registry.pending());
        try {
            PlannedFlush planned = session.plan(saved, marked);
            if (planned.isEmpty()) {
                return;
            }
            plan = planned;
            session.run(planned);
            FlushResult result = planned.result();
            SetMembers.keysChanged();
            events.afterFlush();
            keep(before);
            settle(result, left);
            if (wanted == null && !session.behaviours().isStrict()) {
                dropLateChanges(result);
            }
            events.afterFlushPostexec();
        } catch (RuntimeException | Error e) {
            keep(before);
            session.failed(e);
            throw e;
        }
    }

    private boolean isDirty(InstanceState state) {
        return state.isModified() || columns.differ(state);
    }

    // New states -------------------------------------------------------------------------------

    /**
     * @param left objects with changes that the flush was not asked to write
     */
    private void settle(FlushResult result, Set<InstanceState> left) {
        Level level = session.level();
        for (InstanceState state : result.deleted()) {
            level.deleted().add(state);
            transitions.deleted(state);
        }
        List<InstanceState> inserted = new ArrayList<>();
        // told before the first of them takes the key of another, which is still registered under
        // it
        List<FlushResult.Saved> present =
                result.saved().stream().filter(saved -> registry.contains(saved.state())).toList();
        present.forEach(saved -> settle(saved, level, inserted, left));
        inserted.forEach(state -> events.changed(state, StateChange.PENDING_TO_PERSISTENT));
    }

    private void settle(
            FlushResult.Saved saved,
            Level level,
            List<InstanceState> inserted,
            Set<InstanceState> left) {
        InstanceState state = saved.state();
        IdentityKey former = state.identity();
        if (former == null && saved.isListedOnly()) {
            return;
        }
        IdentityKey key = saved.identity();
        if (former == null) {
            transitions.inserted(state, key);
            level.inserted().add(state);
            inserted.add(state);
        } else {
            level.keepColumns(state, snapshotOf(state));
            if (!key.equals(former)) {
                level.keepKey(state, former);
                transitions.rekey(state, former, key);
            }
        }
        takeOver(saved, left);
    }

    /** What was written counts as the row's; an object that was only looked at keeps what it has yet to write. */
    private void takeOver(FlushResult.Saved saved, Set<InstanceState> left) {
        InstanceState state = saved.state();
        if (saved.isListedOnly() && left.contains(state) && session.behaviours().isStrict()) {
            saved.commitWrittenColumns();
            return;
        }
        saved.commitColumns();
        state.forgetHistory();
        state.flagAsOrphan(false);
    }

    /**
     * What listeners changed while the flush wrote counts as written, as in the reference (spec UW-124). In strict
     * behaviour it stays to be written: nothing is lost.
     */
    private void dropLateChanges(FlushResult result) {
        List<InstanceState> late = dirty();
        for (InstanceState state : late) {
            session.level()
                    .keepColumns(state, snapshotOf(state)); // a rollback shows what was there
            state.snapshot(columns.snapshot(state));
            state.forgetHistory();
        }
        Set<InstanceState> others = Collections.newSetFromMap(new IdentityHashMap<>());
        others.addAll(late);
        result.saved().forEach(saved -> others.remove(saved.state()));
        if (!others.isEmpty()) {
            LOG.warn(
                    "{}: listeners have changed {} while a flush wrote its rows. These changes are dropped;"
                            + " make them before the flush (SessionListener.beforeFlush).",
                    session.label(),
                    others);
        }
    }

    private @Nullable Object[] snapshotOf(InstanceState state) {
        @Nullable Object[] snapshot = state.snapshot();
        return snapshot == null ? columns.read(state) : snapshot.clone();
    }

    // What a rollback must take out again (spec UW-128) -------------------------------------------

    private Map<InstanceState, WrittenValues> remember(Collection<InstanceState> pending) {
        Map<InstanceState, WrittenValues> values = new LinkedHashMap<>();
        if (session.behaviours().isStrict(BehaviourPoint.ROLLED_BACK_KEYS)) {
            pending.forEach(state -> values.put(state, new WrittenValues(state, columns)));
        }
        return values;
    }

    private void keep(Map<InstanceState, WrittenValues> written) {
        written.forEach(
                (state, values) -> {
                    values.flushed(state);
                    if (values.wroteAnything(state)) {
                        session.level().written().putIfAbsent(state, values);
                    }
                });
    }
}
