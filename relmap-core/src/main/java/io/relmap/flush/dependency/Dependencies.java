package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.join.Direction;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dependencies of a whole mapping, by the entity that they watch. Made once; immutable. */
@Internal
public final class Dependencies {

    private final IdentityHashMap<Mapper, List<Dependency>> watching = new IdentityHashMap<>();

    /** Makes the dependencies of all relationships that are not view-only. */
    public Dependencies(Collection<Mapper> mappers) {
        for (Mapper mapper : mappers) {
            mapper.relationships().stream()
                    .filter(relationship -> isWritten(relationship))
                    .filter(relationship -> relationship.direction() == Direction.MANY_TO_ONE)
                    .filter(KeySwitchDetector::isNeededFor)
                    .forEach(relationship -> watch(new KeySwitchDetector(relationship)));
        }
        for (Mapper mapper : mappers) {
            mapper.relationships().stream()
                    .filter(relationship -> !relationship.viewOnly())
                    .forEach(relationship -> watch(dependencyOf(relationship)));
        }
    }

    private static boolean isWritten(Relationship relationship) {
        return !relationship.viewOnly()
                && relationship.join().isWritable()
                && (relationship.direction() != Direction.MANY_TO_MANY
                        || relationship.join().secondaryTable() != null);
    }

    private static Dependency dependencyOf(Relationship relationship) {
        if (!isWritten(relationship)) {
            return new UnwritableDependency(relationship);
        }
        boolean postUpdate = relationship.settings().writing().postUpdate();
        return switch (relationship.direction()) {
            case ONE_TO_MANY ->
                    postUpdate
                            ? new OneToManyPostUpdate(relationship)
                            : new OneToManyDependency(relationship);
            case MANY_TO_ONE ->
                    postUpdate
                            ? new ManyToOnePostUpdate(relationship)
                            : new ManyToOneDependency(relationship);
            case MANY_TO_MANY -> new ManyToManyDependency(relationship);
        };
    }

    private void watch(Dependency dependency) {
        watching.computeIfAbsent(dependency.watched(), key -> new ArrayList<>()).add(dependency);
    }

    /** What a relationship asks for whose reference stands in a row of one of its ends; null for others. */
    public @Nullable KeyDependency keyDependency(Relationship relationship) {
        for (Dependency dependency : watching(relationship.owner())) {
            if (dependency instanceof KeyDependency key && key.relationship() == relationship) {
                return key;
            }
        }
        return null;
    }

    /** The dependencies that watch the objects of an entity. */
    public List<Dependency> watching(Mapper mapper) {
        return watching.getOrDefault(mapper, List.of());
    }
}
