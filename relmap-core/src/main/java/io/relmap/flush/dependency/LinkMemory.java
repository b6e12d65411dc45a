package io.relmap.flush.dependency;

import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Which pairs of objects were dealt with along a many-to-many relationship or its reverse, so that each
 * link row is written once (spec UW-61).
 */
final class LinkMemory {

    private final IdentityHashMap<Relationship, Set<Pair>> done = new IdentityHashMap<>();

    /** Remembers a pair; false if the relationship or its reverse had it before. */
    boolean begin(Relationship relationship, InstanceState owner, InstanceState member) {
        for (Relationship reverse : relationship.reverses()) {
            Set<Pair> pairs = done.get(reverse);
            if (pairs != null && pairs.contains(new Pair(member, owner))) {
                return false;
            }
        }
        return done.computeIfAbsent(relationship, key -> new HashSet<>())
                .add(new Pair(owner, member));
    }

    private record Pair(InstanceState owner, InstanceState member) {}
}
