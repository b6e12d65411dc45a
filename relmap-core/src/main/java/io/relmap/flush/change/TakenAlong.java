package io.relmap.flush.change;

import io.relmap.annotation.Cascade;
import io.relmap.attribute.History;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * What deleted objects take along by their delete cascades, by the object that goes. Each of them is looked at once,
 * when it is asked for the first time after its delete: that has loaded by then what it is to load.
 */
final class TakenAlong {

    private final IdentityHashMap<Object, List<Claim>> claims = new IdentityHashMap<>();
    private final List<FlushRow> unread = new ArrayList<>();

    private record Claim(FlushRow owner, RelationshipAttribute attribute) {}

    /** An object is to be deleted. */
    void by(FlushRow owner) {
        unread.add(owner);
    }

    /** Whether a deleted owner takes the object along, by another relationship than this one. */
    boolean contains(InstanceState state, RelationshipAttribute except) {
        unread.forEach(this::read);
        unread.clear();
        return claims.getOrDefault(state.entity(), List.of()).stream()
                .anyMatch(claim -> claim.owner().isDeleting() && claim.attribute() != except);
    }

    private void read(FlushRow owner) {
        for (Relationship relationship : owner.mapper().relationships()) {
            if (relationship.cascades().has(Cascade.DELETE)) {
                RelationshipAttribute attribute = owner.changes().attribute(relationship);
                History history = attribute.historyInMemory(owner.state());
                Claim claim = new Claim(owner, attribute);
                Stream.concat(history.unchanged().stream(), history.added().stream())
                        .filter(element -> element != null)
                        .forEach(
                                element ->
                                        claims.computeIfAbsent(element, key -> new ArrayList<>(1))
                                                .add(claim));
            }
        }
    }
}
