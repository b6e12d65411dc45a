package io.relmap.attribute;

import io.relmap.join.Direction;
import io.relmap.mapping.Content;
import io.relmap.mapping.Relationship;
import io.relmap.mapping.Wiring;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import io.relmap.state.ParentRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One relationship as an attribute of the objects of a class: the only way to read or change a slot. Works
 * with and without a session, mapper or table.
 */
public abstract sealed class RelationshipAttribute permits ReferenceAttribute, CollectionAttribute {

    private final EntityShape owner;
    private final int slot;
    private final Wiring wiring;
    private final List<SlotListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean tracksParents;
    private volatile @Nullable Direction direction;

    RelationshipAttribute(EntityShape owner, int slot, Wiring wiring) {
        this.owner = owner;
        this.slot = slot;
        this.wiring = wiring;
        this.tracksParents = !wiring.flags().manyToMany() || wiring.flags().singleParent();
    }

    /** The class that has it. */
    public final EntityShape owner() {
        return owner;
    }

    /** The place of its value in each object's state. */
    public final int slot() {
        return slot;
    }

    /** The attribute's name. */
    public final String name() {
        return wiring.name();
    }

    /** What it holds. */
    public final Content content() {
        return wiring.content();
    }

    /** What is declared of it. */
    public final Wiring wiring() {
        return wiring;
    }

    /** Which way the reference goes, or null while no mapping was built. */
    public final @Nullable Direction direction() {
        return direction;
    }

    /** The attribute of the target that changes are carried to, or null (spec AT-36). */
    public final @Nullable RelationshipAttribute reverse() {
        String name = wiring.reverse();
        if (name == null) {
            return null;
        }
        EntityShape target = owner.targetOf(this);
        return target == null ? null : target.find(name);
    }

    /** Reads the slot: an object, null, {@code Members}, or {@code Unknown.UNKNOWN} (spec AT-2, AT-6). */
    public abstract @Nullable Object get(InstanceState state, FetchMode mode);

    /** What changed since the last load or flush; {@code mode} says whether it may load (AT-7, AT-8). */
    public abstract History history(InstanceState state, FetchMode mode);

    /**
     * Puts a value in as if loaded: no events, earlier history gone, a queue applied on top (spec AT-67,
     * AT-62).
     *
     * @param loaded the object or null for a reference, a {@code java.util.List} for a collection
     */
    public abstract void setCommitted(InstanceState state, @Nullable Object loaded);

    /** Adds a listener behind those already there. */
    public final void listen(SlotListener listener) {
        listeners.add(listener);
    }

    /** The listeners in the order of their calls. */
    final List<SlotListener> listeners() {
        return listeners;
    }

    /** Whether elements remember their owner by this relationship (spec AT-30). */
    final boolean tracksParents() {
        return tracksParents;
    }

    /** Whether an object has a parent by this relationship (spec AT-33). */
    public final boolean hasParent(InstanceState element) {
        Object record = element.parent(this);
        return record == null ? element.hasIdentity() : record != ParentRecord.NONE;
    }

    /** Takes over what a built mapping knows. */
    final void bind(Relationship relationship) {
        relationship.occupy(slot);
        direction = relationship.direction();
        tracksParents =
                relationship.direction() == Direction.ONE_TO_MANY || wiring.flags().singleParent();
    }

    /** {@code Owner.name}, as messages write it. */
    @Override
    public final String toString() {
        return owner.name() + "." + name();
    }
}
