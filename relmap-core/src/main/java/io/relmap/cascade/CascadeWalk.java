package io.relmap.cascade;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Internal;
import io.relmap.attribute.EntityShape;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.state.InstanceState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Collects the objects that an operation on one object is passed on to, without that object itself. */
@Internal
public final class CascadeWalk {

    private final Cascade cascade;
    private final Followed followed;
    private final Predicate<InstanceState> passedOver;
    private final Set<InstanceState> met = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<InstanceState> reach = new ArrayList<>();

    private CascadeWalk(Cascade cascade, Followed followed, Predicate<InstanceState> passedOver) {
        this.cascade = cascade;
        this.followed = followed;
        this.passedOver = passedOver;
    }

    /**
     * What adding an object adds: current members and those removed since the last flush. Never loads.
     *
     * @param isInSession objects that are neither delivered nor walked through
     */
    public static List<InstanceState> saveUpdate(
            InstanceState start, Predicate<InstanceState> isInSession) {
        return new CascadeWalk(Cascade.SAVE_UPDATE, Followed.PENDING_CHANGES_TOO, isInSession)
                .from(start);
    }

    /**
     * What deleting an object deletes. Loads what is not loaded, unless the relationship has passive
     * deletes. Objects without identity are delivered too: the caller decides what becomes of them.
     */
    public static List<InstanceState> delete(InstanceState start) {
        return new CascadeWalk(Cascade.DELETE, Followed.LOADED_IF_NEEDED, state -> false)
                .from(start);
    }

    /**
     * As {@link #delete}, but loads nothing.
     *
     * @param unread is told of the relationships that {@link #delete} would load
     */
    public static List<InstanceState> deleteInMemory(
            InstanceState start, BiConsumer<InstanceState, RelationshipAttribute> unread) {
        return new CascadeWalk(Cascade.DELETE, new Followed.InMemoryOnly(unread), state -> false)
                .from(start);
    }

    /** What leaves the session with an object: what is in memory. */
    public static List<InstanceState> expunge(InstanceState start) {
        return new CascadeWalk(Cascade.EXPUNGE, Followed.IN_MEMORY, state -> false).from(start);
    }

    /**
     * What is expired with an object: what is in memory. Objects without identity are delivered only for
     * relationships with delete-orphan (spec SE-53: they leave the session).
     */
    public static List<InstanceState> refreshExpire(InstanceState start) {
        return new CascadeWalk(Cascade.REFRESH_EXPIRE, Followed.IN_MEMORY, state -> false)
                .from(start);
    }

    private List<InstanceState> from(InstanceState start) {
        met.add(start);
        Deque<Visit> visits = new ArrayDeque<>();
        visits.push(new Visit(start));
        while (!visits.isEmpty()) {
            Visit visit = visits.element();
            if (visit.elements.hasNext()) {
                InstanceState element = visit.elements.next();
                reach.add(element);
                visits.push(new Visit(element));
            } else if (visit.attributes.hasNext()) {
                RelationshipAttribute attribute = visit.attributes.next();
                if (attribute.wiring().cascades().has(cascade)) {
                    visit.elements = elements(visit.owner, attribute).iterator();
                }
            } else {
                visits.pop();
            }
        }
        return reach;
    }

    /** The elements of one relationship that were not met before. */
    private List<InstanceState> elements(InstanceState owner, RelationshipAttribute attribute) {
        boolean onlyWithIdentity =
                cascade == Cascade.REFRESH_EXPIRE
                        && !attribute.wiring().cascades().has(Cascade.DELETE_ORPHAN);
        List<InstanceState> fresh = new ArrayList<>();
        for (Object element : followed.elements(owner, attribute)) {
            InstanceState state = stateOf(element, attribute);
            if (!passedOver.test(state)
                    && !(onlyWithIdentity && !state.hasIdentity())
                    && met.add(state)) {
                fresh.add(state);
            }
        }
        return fresh;
    }

    private static InstanceState stateOf(Object element, RelationshipAttribute attribute) {
        Class<?> target = attribute.wiring().target();
        if (target != null && !target.isInstance(element)) {
            throw new InvalidRequestException(
                    ErrorCode.WRONG_ELEMENT,
                    attribute
                            + " holds an object of "
                            + element.getClass().getName()
                            + ", but refers to "
                            + target.getName());
        }
        return attribute.owner().states().stateOf(element);
    }

    /** One object on the way, with what is left of it. */
    private static final class Visit {

        private final InstanceState owner;
        private final Iterator<RelationshipAttribute> attributes;
        private Iterator<InstanceState> elements = Collections.emptyIterator();

        Visit(InstanceState owner) {
            this.owner = owner;
            this.attributes = EntityShape.of(owner).attributes().iterator();
        }
    }
}
