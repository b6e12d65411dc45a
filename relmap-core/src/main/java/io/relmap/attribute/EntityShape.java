package io.relmap.attribute;

import io.relmap.mapping.Behaviours;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Wiring;
import io.relmap.state.InstanceState;
import io.relmap.state.SessionLink;
import io.relmap.state.StateResolver;
import io.relmap.state.StateShape;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The relationships that the objects of one class have, as attributes with slots. Backrefs may add virtual
 * ones; none is taken away. Safe for use by several threads.
 */
public final class EntityShape implements StateShape {

    private final String name;
    private final @Nullable Class<?> type;
    private final Surroundings surroundings;
    private final List<RelationshipAttribute> attributes = new CopyOnWriteArrayList<>();
    private final List<RelationshipAttribute> owners = new CopyOnWriteArrayList<>();
    private volatile boolean orphanOfAll;

    /**
     * What a shape knows of the world around it.
     *
     * @param states finds states of objects
     * @param targets finds the shape that an attribute leads to
     * @param behaviours what objects outside of a session follow
     * @param added is told of each new attribute, to listen to it
     */
    public record Surroundings(
            StateResolver states,
            Function<RelationshipAttribute, @Nullable EntityShape> targets,
            Behaviours behaviours,
            Consumer<RelationshipAttribute> added) {}

    /**
     * @param name the class's or entity's name, for messages
     * @param type the class, or null for map-backed entities
     * @param surroundings what is around it
     */
    public EntityShape(String name, @Nullable Class<?> type, Surroundings surroundings) {
        this.name = name;
        this.type = type;
        this.surroundings = surroundings;
    }

    /** The shape of an object's class. */
    public static EntityShape of(InstanceState state) {
        return (EntityShape) state.shape();
    }

    /** What an object follows: its session where it has one, else its shape. */
    public static Behaviours behavioursOf(InstanceState state) {
        SessionLink session = state.session();
        return session != null ? session.behaviours() : of(state).surroundings.behaviours();
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
        return surroundings.states();
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
        RelationshipAttribute added = create(attributes.size(), wiring);
        attributes.add(added);
        return added;
    }

    /**
     * Adds an attribute that a backref of the other side declares, or gives the plain one of this name what
     * the backref says (spec RC-102).
     */
    public synchronized void claim(Wiring wiring) {
        RelationshipAttribute existing = find(wiring.name());
        if (existing == null) {
            add(wiring);
            return;
        }
        Wiring own = existing.wiring();
        existing.adopt(
                new Wiring(
                        wiring.name(),
                        own.content(),
                        wiring.target(),
                        wiring.targetName(),
                        wiring.reverse(),
                        wiring.reverseContent(),
                        wiring.syncBackref(),
                        wiring.flags(),
                        wiring.cascades(),
                        own.arrangement(),
                        wiring.listeners()));
    }

    private RelationshipAttribute create(int slot, Wiring wiring) {
        RelationshipAttribute created =
                switch (wiring.content()) {
                    case REFERENCE -> new ReferenceAttribute(this, slot, wiring);
                    case QUERY -> new QueryAttribute(this, slot, wiring);
                    case LIST, SET, MAP, CUSTOM -> new CollectionAttribute(this, slot, wiring);
                };
        surroundings.added().accept(created);
        return created;
    }

    /** The shape that an attribute leads to, or null where it is not known. */
    @Nullable EntityShape targetOf(RelationshipAttribute attribute) {
        return surroundings.targets().apply(attribute);
    }

    /** Whether an object of an entity without class is what the attribute leads to. */
    boolean fits(RelationshipAttribute attribute, Object element) {
        EntityShape target = targetOf(attribute);
        return target == null || of(states().stateOf(element)) == target;
    }

    /** Remembers a relationship by which objects of this class may become orphans (spec CA-40). */
    void ownedBy(RelationshipAttribute owner) {
        if (!owners.contains(owner)) {
            owners.add(owner);
        }
    }

    /** Whether an object of this class lacks a parent by a relationship that owns it (spec CA-40). */
    public boolean isOrphan(InstanceState state) {
        return RelationshipAttribute.isOrphan(state, owners, orphanOfAll);
    }

    /** Takes over what a built mapping knows: slots of its relationships, and which way they go. */
    public void bind(Mapper mapper) {
        orphanOfAll = mapper.isOrphanOfAll();
        mapper.relationships()
                .forEach(relationship -> fitting(relationship.wiring()).bind(relationship));
    }

    /**
     * The attribute of a relationship. A virtual one may have been guessed as a list where the tables say
     * that it is a reference, or the other way round: then it is made anew.
     */
    private synchronized RelationshipAttribute fitting(Wiring wiring) {
        RelationshipAttribute attribute = add(wiring);
        if (attribute.content() != wiring.content()) {
            attribute = create(attribute.slot(), wiring);
            attributes.set(attribute.slot(), attribute);
        }
        return attribute;
    }
}
