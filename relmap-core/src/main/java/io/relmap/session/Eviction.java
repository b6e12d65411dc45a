package io.relmap.session;

import io.relmap.attribute.EntityShape;
import io.relmap.attribute.History;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Which objects a session may let go of without losing work (spec SE-45): those that are not new, changed or
 * marked for deletion, and to which none of these leads along what is loaded. A flush needs the latter: it
 * copies their keys, or writes and deletes them along with the others. Loads nothing.
 */
final class Eviction {

    private final Registry registry;
    private final Set<InstanceState> kept = Collections.newSetFromMap(new IdentityHashMap<>());

    private Eviction(Registry registry) {
        this.registry = registry;
    }

    /**
     * The persistent objects that nothing unwritten needs.
     *
     * @param dirty the changed objects
     */
    static List<InstanceState> of(Registry registry, Collection<InstanceState> dirty) {
        Eviction eviction = new Eviction(registry);
        eviction.keep(dirty);
        eviction.keep(registry.pending());
        eviction.keep(registry.marked());
        return registry.identityMap().states().stream()
                .filter(state -> !eviction.kept.contains(state))
                .toList();
    }

    private void keep(Collection<InstanceState> states) {
        Deque<InstanceState> open = new ArrayDeque<>();
        states.stream().filter(kept::add).forEach(open::add);
        while (!open.isEmpty()) {
            for (InstanceState neighbour : neighbours(open.remove())) {
                if (registry.contains(neighbour) && kept.add(neighbour)) {
                    open.add(neighbour);
                }
            }
        }
    }

    private static List<InstanceState> neighbours(InstanceState state) {
        List<InstanceState> found = new ArrayList<>();
        for (RelationshipAttribute attribute : EntityShape.of(state).attributes()) {
            History history = attribute.history(state, FetchMode.NO_INITIALIZE);
            for (List<Object> members :
                    List.of(history.added(), history.unchanged(), history.deleted())) {
                for (Object member : members) {
                    if (member != null) {
                        found.add(attribute.owner().states().stateOf(member));
                    }
                }
            }
        }
        return found;
    }
}
