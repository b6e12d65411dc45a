package io.relmap.scenario;

import io.relmap.AttributeHistory;
import io.relmap.AttributeView;
import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.Relmap;
import io.relmap.error.CircularDependencyException;
import io.relmap.error.ErrorCode;
import io.relmap.error.IntegrityException;
import io.relmap.holder.DynamicEntity;
import io.relmap.join.Direction;
import io.relmap.session.Session;
import io.relmap.session.SessionListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a session do what the reference does, by what any program can do with a listener. A scenario that gives the
 * record with a habit, and only with it, is different by the habit's rule and by nothing else.
 */
final class Habits implements SessionListener {

    private final Supplier<Relmap> relmap;
    private Set<Habit> habits = Set.of();
    private boolean hasRing;
    private boolean hasRepeatedLink;
    private final List<Object> marked = new ArrayList<>();

    /** For the sessions of this mapping. */
    Habits(Supplier<Relmap> relmap) {
        this.relmap = relmap;
    }

    /** Has these from now on. */
    void use(Set<Habit> next) {
        habits = Set.copyOf(next);
        marked.clear();
    }

    @Override
    public void beforeFlush(Session session) {
        if (habits.contains(Habit.OVERLOOKS_QUEUES)) {
            written(session).forEach(object -> dropQueues(session, object));
        }
        hasRepeatedLink =
                habits.contains(Habit.REPEATS_LINKS)
                        && written(session).stream().anyMatch(this::hasRepeatedLink);
        if (habits.contains(Habit.LOADS_EXPIRED)) {
            touched(session).forEach(Habits::load);
        }
        marked.clear();
        marked.addAll(session.deletedObjects());
        hasRing =
                habits.contains(Habit.REFUSES_RINGS)
                        && new Rings(relmap.get(), written(session)).exist();
    }

    @Override
    public void afterFlush(Session session) {
        if (hasRepeatedLink) {
            throw new IntegrityException(
                    ErrorCode.INTEGRITY, "as the reference sends a link twice");
        }
        if (hasRing) {
            throw new CircularDependencyException(
                    ErrorCode.CIRCULAR_DEPENDENCY, "as the reference refuses rings");
        }
    }

    @Override
    public void afterFlushPostexec(Session session) {
        if (habits.contains(Habit.KEEPS_MARKS)) {
            for (Object object : marked) {
                if (Inspect.of(object).state() == ObjectState.PERSISTENT) {
                    session.delete(object);
                }
            }
        }
    }

    /** The objects that a flush writes, and those whose links with them it writes. */
    private static Set<Object> touched(Session session) {
        Set<Object> touched = Collections.newSetFromMap(new IdentityHashMap<>());
        session.newObjects().forEach(object -> addLinked(touched, object, false));
        session.dirtyObjects().forEach(object -> addLinked(touched, object, false));
        session.deletedObjects().forEach(object -> addLinked(touched, object, true));
        return touched;
    }

    /** Adds an object as a program does. */
    void add(Session session, Object object) {
        Set<Object> before = session.deletedObjects();
        List<Object> marks = new ArrayList<>(before);
        session.add(object);
        if (habits.contains(Habit.UNMARKS_ONE) && marks.contains(object)) {
            marks.stream().filter(other -> other != object).forEach(session::delete);
        }
    }

    private static void dropQueues(Session session, Object object) {
        Inspect inspect = Inspect.of(object);
        if (inspect.state() != ObjectState.PERSISTENT) {
            return;
        }
        for (String name : inspect.attributes()) {
            AttributeView view = inspect.attribute(name);
            AttributeHistory history = view.history();
            if (!history.isKnown() && history.hasChanges()) {
                session.expire(object, List.of(name));
            }
        }
    }

    private boolean hasRepeatedLink(Object object) {
        String entity = ((DynamicEntity) object).entityName();
        return relmap.get().mapping().mapper(entity).relationships().stream()
                .filter(r -> r.direction() == Direction.MANY_TO_MANY && !r.viewOnly())
                .map(r -> Inspect.of(object).attribute(r.name()).history().added())
                .anyMatch(added -> new HashSet<>(added).size() < added.size());
    }

    private static List<Object> written(Session session) {
        List<Object> written = new ArrayList<>(session.newObjects());
        written.addAll(session.dirtyObjects());
        written.addAll(session.deletedObjects());
        return written;
    }

    private static void addLinked(Set<Object> touched, Object object, boolean isDeleted) {
        touched.add(object);
        Inspect inspect = Inspect.of(object);
        for (String name : inspect.attributes()) {
            AttributeHistory history = inspect.attribute(name).history();
            history.added().forEach(value -> addEntity(touched, value));
            history.deleted().forEach(value -> addEntity(touched, value));
            if (isDeleted) {
                history.unchanged().forEach(value -> addEntity(touched, value));
            }
        }
    }

    private static void addEntity(Set<Object> touched, @Nullable Object value) {
        if (value instanceof DynamicEntity) {
            touched.add(value);
        }
    }

    /** Every entity has a column "tag", which is expired where the whole object is. */
    private static void load(Object object) {
        Inspect inspect = Inspect.of(object);
        if (inspect.state() == ObjectState.PERSISTENT && inspect.isExpired("tag")) {
            inspect.attribute("tag").get();
        }
    }
}
