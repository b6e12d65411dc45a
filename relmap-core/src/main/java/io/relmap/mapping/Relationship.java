package io.relmap.mapping;

import io.relmap.annotation.Internal;
import io.relmap.error.Warning;
import io.relmap.join.Direction;
import io.relmap.join.JoinCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One relationship of a mapped entity: where it leads, by which join, and how it is loaded and written.
 * Immutable once the mapping is built, and safe for use by several threads.
 */
public final class Relationship {

    private final Mapper owner;
    private final Mapper target;
    private final JoinCondition join;
    private final Wiring wiring;
    private final RelationshipSettings settings;
    private final List<Warning> warnings;
    private final List<Relationship> reverses = new ArrayList<>();
    private @Nullable Relationship synchronizesTo;
    private int slot = -1;

    /**
     * @param owner the entity that declares it
     * @param target the entity it leads to
     * @param join the join between their tables
     * @param wiring what objects know of it
     * @param settings how it is loaded and written
     * @param warnings what was found doubtful when it was configured
     */
    @Internal
    public Relationship(
            Mapper owner,
            Mapper target,
            JoinCondition join,
            Wiring wiring,
            RelationshipSettings settings,
            List<Warning> warnings) {
        this.owner = owner;
        this.target = target;
        this.join = join;
        this.wiring = wiring;
        this.settings = settings;
        this.warnings = List.copyOf(warnings);
    }

    /** The attribute's name. */
    public String name() {
        return wiring.name();
    }

    /** The entity that declares it. */
    public Mapper owner() {
        return owner;
    }

    /** The entity it leads to. */
    public Mapper target() {
        return target;
    }

    /** Which way the reference goes. */
    public Direction direction() {
        return join.direction();
    }

    /** The join between the tables. */
    public JoinCondition join() {
        return join;
    }

    /** What the attribute holds. */
    public Content content() {
        return wiring.content();
    }

    /** What objects know of it. */
    @Internal
    public Wiring wiring() {
        return wiring;
    }

    /** How it is loaded and written. */
    public RelationshipSettings settings() {
        return settings;
    }

    /** What is passed on. */
    public CascadeSet cascades() {
        return settings.cascades();
    }

    /** A text for readers, or null. */
    public @Nullable String doc() {
        return settings.description().doc();
    }

    /** What a program wanted to remember of it; relmap only keeps it. */
    public Map<String, Object> info() {
        return settings.description().info();
    }

    /** What the elements of a map are found by, for messages and readers; null for anything but a map. */
    public @Nullable String mapKey() {
        MapKeySource key = wiring.mapKey();
        return key == null ? null : key.description();
    }

    /** Whether it is only read. */
    public boolean viewOnly() {
        return settings.writing().viewOnly();
    }

    /** What was found doubtful when it was configured. */
    public List<Warning> warnings() {
        return warnings;
    }

    /** The relationships linked with this one by backref or backPopulates, from either side (RC-110). */
    public List<Relationship> reverses() {
        return List.copyOf(reverses);
    }

    /** The relationship that changes of this one are carried to, or null (spec AT-36). */
    public @Nullable Relationship synchronizesTo() {
        return synchronizesTo;
    }

    /** The place of its value in the state of the owner's objects. */
    @Internal
    public int slot() {
        return slot;
    }

    /** Links it with its reverse. Called while the mapping is built. */
    @Internal
    public void link(Relationship reverse) {
        if (!reverses.contains(reverse)) {
            reverses.add(reverse);
        }
    }

    /** Sets where changes are carried to. Called while the mapping is built. */
    @Internal
    public void synchronizeTo(Relationship reverse) {
        synchronizesTo = reverse;
    }

    /** Sets the place of its value. Called while the mapping is built. */
    @Internal
    public void occupy(int place) {
        slot = place;
    }

    /** {@code Owner.name}, as messages write it. */
    @Override
    public String toString() {
        return owner.entityName() + "." + name();
    }
}
