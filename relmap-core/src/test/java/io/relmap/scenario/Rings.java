package io.relmap.scenario;

import io.relmap.AttributeHistory;
import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.holder.DynamicEntity;
import io.relmap.join.Direction;
import io.relmap.mapping.Relationship;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects that refer to each other in a ring by links that they have or have just lost. */
final class Rings {

    private final Map<Object, List<Object>> referred = new IdentityHashMap<>();

    /** The links of these objects. */
    Rings(Relmap relmap, Collection<?> objects) {
        for (Object object : objects) {
            String entity = ((DynamicEntity) object).entityName();
            relmap.mapping().mapper(entity).relationships().stream()
                    .filter(r -> r.direction() != Direction.MANY_TO_MANY)
                    .filter(r -> !r.viewOnly() && !r.settings().writing().postUpdate())
                    .forEach(relationship -> link(object, relationship));
        }
    }

    private void link(Object object, Relationship relationship) {
        AttributeHistory history = Inspect.of(object).attribute(relationship.name()).history();
        Stream.of(history.added(), history.unchanged(), history.deleted())
                .flatMap(List::stream)
                .filter(DynamicEntity.class::isInstance)
                .forEach(
                        other -> {
                            boolean refers = relationship.direction() == Direction.MANY_TO_ONE;
                            refer(refers ? object : other, refers ? other : object);
                        });
    }

    private void refer(@Nullable Object from, @Nullable Object to) {
        if (from != null && to != null) {
            referred.computeIfAbsent(from, key -> new ArrayList<>()).add(to);
        }
    }

    /** Whether there is a ring. */
    boolean exist() {
        Set<Object> done = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Object> path = Collections.newSetFromMap(new IdentityHashMap<>());
        return referred.keySet().stream().anyMatch(object -> leadsBack(object, path, done));
    }

    private boolean leadsBack(Object object, Set<Object> path, Set<Object> done) {
        if (path.contains(object)) {
            return true;
        }
        if (!done.add(object)) {
            return false;
        }
        path.add(object);
        boolean found =
                referred.getOrDefault(object, List.of()).stream()
                        .anyMatch(other -> leadsBack(other, path, done));
        path.remove(object);
        return found;
    }
}
