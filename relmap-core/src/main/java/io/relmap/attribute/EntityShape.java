package io.relmap.attribute;

import io.relmap.mapping.Mapper;
import io.relmap.mapping.Wiring;
import io.relmap.state.InstanceState;
import io.relmap.state.StateResolver;
import io.relmap.state.StateShape;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The relationships that the objects of one class have, as attributes with slots. Backrefs may add virtual
 * ones; none is taken away. Safe for use by several threads.
 */
public final class EntityShape implements StateShape {

    private final String name;
    private final @Nullable Class<?> type;
    private final StateResolver states;
    private final Function<RelationshipAttribute, @Nullable EntityShape> targets;
    private final List<RelationshipAttribute> attributes = new CopyOnWriteArrayList<>();

    /**
     * @param name the class's or entity's name, for messages
     * @param type the class, or null for map-backed entities
     * @param states finds states of objects
     * @param targets finds the shape that an attribute leads to
     */
    public EntityShape(
            String name,
            @Nullable Class<?> type,
            StateResolver states,
            Function<RelationshipAttribute, @Nullable EntityShape> targets) {
        this.name = name;
        this.type = type;
        this.states = states;
        this.targets = targets;
    }

    /** The shape of an object's class. */
    public static EntityShape of(InstanceState state) {
        return (EntityShape) state.shape();
    }

    @Override
    public String name() {
        return name;
    }

    /** The class, or null for map-backed entities. */
    public @Nullable Class<?> type() {
        return type;
    }

    @Override
    public StateResolver states() {
        return states;
    }

    @Override
    public int slotCount() {
        return attributes.size();
    }

    /** All attributes; the place in the list is the slot. */
    public List<RelationshipAttribute> attributes() {
        return attributes;
    }

    /** The attribute of a slot. */
    public RelationshipAttribute attribute(int slot) {
        return attributes.get(slot);
    }

    /** The attribute of this name, or null. */
    public @Nullable RelationshipAttribute find(String attribute) {
        for (RelationshipAttribute candidate : attributes) {
            if (candidate.name().equals(attribute)) {
                return candidate;
            }
        }
        return null;
    }

    /** Adds an attribute, or returns the one of this name that is there. */
    public synchronized RelationshipAttribute add(Wiring wiring) {
        RelationshipAttribute existing = find(wiring.name());
        if (existing != null) {
            return existing;
        }
        RelationshipAttribute added =
                wiring.content().isCollection()
                        ? new CollectionAttribute(this, attributes.size(), wiring)
                        : new ReferenceAttribute(this, attributes.size(), wiring);
        attributes.add(added);
        return added;
    }

    /** The shape that an attribute leads to, or null where it is not known. */
    @Nullable EntityShape targetOf(RelationshipAttribute attribute) {
        return targets.apply(attribute);
    }

    /** Takes over what a built mapping knows: slots of its relationships, and which way they go. */
    public void bind(Mapper mapper) {
        mapper.relationships()
                .forEach(relationship -> add(relationship.wiring()).bind(relationship));
    }
}
