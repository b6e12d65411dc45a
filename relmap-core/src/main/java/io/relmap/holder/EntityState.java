package io.relmap.holder;

import io.relmap.annotation.HolderType;
import io.relmap.state.InstanceState;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What relmap remembers of an object that has no other holder: {@code private final EntityState state =
 * EntityState.of(this);}. Optional; without it the memory is kept beside the object, which is slower and
 * lasts only as long as a session or another object needs it.
 */
@HolderType(HolderType.Content.STATE)
public final class EntityState implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an entity is serialized where its own class says so
    private final Object owner;

    private transient @Nullable InstanceState state;

    private EntityState(Object owner) {
        this.owner = owner;
    }

    /** The state of an object's field. */
    public static EntityState of(Object owner) {
        return new EntityState(owner);
    }

    Object owner() {
        return owner;
    }

    @Nullable InstanceState boundState() {
        return state;
    }

    void bind(InstanceState newState) {
        state = newState;
    }

    @Override
    public String toString() {
        return state == null ? "not in use yet" : state.lifeCycle() + " " + state;
    }
}
