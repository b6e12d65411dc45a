package io.relmap.flush.sequence;

import io.relmap.observe.EntityListener;
import io.relmap.session.Session;
import io.relmap.session.SessionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What a case does in listeners, and which events it records: {@code before_insert p1 @0}. */
final class SequenceListeners implements EntityListener, SessionListener {

    private final Function<Object, String> label;
    private final Function<Object, String> entityName;
    private final IntSupplier statements;
    private final List<Hook> hooks = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private boolean recording;

    /**
     * @param label how an object is called
     * @param entityName what kind of object it is
     * @param statements how many statements the running step has sent
     */
    SequenceListeners(
            Function<Object, String> label,
            Function<Object, String> entityName,
            IntSupplier statements) {
        this.label = label;
        this.entityName = entityName;
        this.statements = statements;
    }

    /** Has something done at an event, to objects of one entity or any, for the first time or each time. */
    void listen(Hook hook) {
        hooks.add(hook);
    }

    /** Begins to record events. */
    void record() {
        recording = true;
    }

    /** The events since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    private void tell(String event, @Nullable Object entity) {
        if (recording) {
            events.add(
                    event
                            + (entity == null ? "" : " " + label.apply(entity))
                            + " @"
                            + statements.getAsInt());
        }
        for (Hook hook : List.copyOf(hooks)) {
            boolean isMeant =
                    hook.event().equals(event)
                            && (hook.entity() == null
                                    || (entity != null
                                            && hook.entity().equals(entityName.apply(entity))));
            if (isMeant) {
                if (hook.once()) {
                    hooks.remove(hook);
                }
                hook.action().accept(entity);
            }
        }
    }

    @Override
    public void beforeInsert(Object entity) {
        tell("before_insert", entity);
    }

    @Override
    public void afterInsert(Object entity) {
        tell("after_insert", entity);
    }

    @Override
    public void beforeUpdate(Object entity) {
        tell("before_update", entity);
    }

    @Override
    public void afterUpdate(Object entity) {
        tell("after_update", entity);
    }

    @Override
    public void beforeDelete(Object entity) {
        tell("before_delete", entity);
    }

    @Override
    public void afterDelete(Object entity) {
        tell("after_delete", entity);
    }

    @Override
    public void beforeFlush(Session session) {
        tell("before_flush", null);
    }

    @Override
    public void afterFlush(Session session) {
        tell("after_flush", null);
    }

    @Override
    public void afterFlushPostexec(Session session) {
        tell("after_flush_postexec", null);
    }

    @Override
    public void beforeCommit(Session session) {
        tell("before_commit", null);
    }

    @Override
    public void afterCommit(Session session) {
        tell("after_commit", null);
    }

    /** Something to be done at an event. */
    record Hook(
            String event,
            @Nullable String entity,
            boolean once,
            Consumer<@Nullable Object> action) {}

    /** What a listener fails with. */
    static final class ListenerFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
