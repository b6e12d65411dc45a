package io.relmap.cascade;

import io.relmap.annotation.PassiveDeletes;
import io.relmap.attribute.History;
import io.relmap.attribute.QueryAttribute;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.state.Committed;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import io.relmap.state.Members;
import io.relmap.state.PendingQueue;
import io.relmap.state.SessionLink;
import io.relmap.state.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Which values of a relationship a cascade follows (the column "values followed" of spec CA-5). */
interface Followed {

    /** The current value, if it is there. */
    Followed IN_MEMORY = (owner, attribute) -> attribute.inMemory(owner);

    /** The current value and what was there at the last flush or load: added, unchanged, deleted. */
    Followed PENDING_CHANGES_TOO = Followed::withPendingChanges;

    /** The current value, fetched if it is not there. */
    Followed LOADED_IF_NEEDED =
            (owner, attribute) -> {
                FetchMode mode = mode(owner, attribute);
                if (mode == FetchMode.FULL_NO_INIT && owner.isUntouchedPart(attribute.slot())) {
                    owner.clear(attribute.slot()); // all of it is meant, not what was loaded of it
                }
                return listed(attribute.get(owner, mode));
            };

    /** The elements, without null. */
    List<Object> elements(InstanceState owner, RelationshipAttribute attribute);

    /**
     * As {@link #LOADED_IF_NEEDED}, without loading.
     *
     * @param unread is told of what would have been loaded
     */
    record InMemoryOnly(BiConsumer<InstanceState, RelationshipAttribute> unread)
            implements Followed {

        @Override
        public List<Object> elements(InstanceState owner, RelationshipAttribute attribute) {
            if (!owner.isPresent(attribute.slot())
                    && mode(owner, attribute) != FetchMode.NO_INITIALIZE) {
                unread.accept(owner, attribute);
            }
            return listed(attribute.get(owner, FetchMode.NO_INITIALIZE));
        }
    }

    private static List<Object> withPendingChanges(
            InstanceState owner, RelationshipAttribute attribute) {
        Object before = owner.committed(attribute.slot());
        if (before instanceof List<?>) {
            return listed(attribute.history(owner, FetchMode.NO_INITIALIZE));
        }
        List<Object> elements = new ArrayList<>(IN_MEMORY.elements(owner, attribute));
        if (before != null && !(before instanceof Committed)) {
            elements.add(before);
        }
        PendingQueue queue = owner.queue(attribute.slot());
        if (attribute instanceof QueryAttribute && queue != null) {
            elements.addAll(queue.removed());
        }
        return elements;
    }

    private static List<Object> listed(History history) {
        List<Object> elements = new ArrayList<>();
        for (List<@Nullable Object> part :
                List.of(history.added(), history.unchanged(), history.deleted())) {
            part.forEach(element -> elements.add(Objects.requireNonNull(element)));
        }
        return elements;
    }

    private static List<Object> listed(@Nullable Object value) {
        if (value == null || value == Unknown.UNKNOWN) {
            return List.of();
        }
        return value instanceof Members members ? members.copy() : List.of(value);
    }

    private static FetchMode mode(InstanceState owner, RelationshipAttribute attribute) {
        Mapper mapper = owner.mapper();
        Relationship relationship =
                mapper == null ? null : mapper.findRelationship(attribute.name());
        boolean loads =
                relationship != null
                        && owner.hasIdentity()
                        && relationship.settings().writing().passiveDeletes()
                                == PassiveDeletes.FALSE;
        if (!loads) {
            return FetchMode.NO_INITIALIZE;
        }
        SessionLink session = owner.session();
        return session != null && !session.behaviours().isStrict()
                ? FetchMode.FULL // stops at what may not be loaded at access (spec CA-22)
                : FetchMode.FULL_NO_INIT;
    }
}
