package io.relmap.holder;

import io.relmap.annotation.HolderType;
import io.relmap.attribute.ReferenceAttribute;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import io.relmap.state.Unknown;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A reference to one object: {@code private final ToOne<Author> author = ToOne.of(this);}. Setting it
 * changes the other side as well. Reading one that is not loaded loads it, where the owner has a session.
 *
 * <p>Two holders are equal only if they are the same. Not thread-safe, as its owner.
 *
 * @param <T> the class it leads to
 */
@HolderType(HolderType.Content.REFERENCE)
public final class ToOne<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an entity is serialized where its own class says so
    private final Object owner;

    private transient @Nullable InstanceState state;

    /** The attribute once the holder is bound; before, what came with it when it was deserialized. */
    private transient @Nullable Object attribute;

    private ToOne(Object owner) {
        this.owner = owner;
    }

    /** The holder of an object's field. */
    public static <T> ToOne<T> of(Object owner) {
        return new ToOne<>(owner);
    }

    /** The object referred to, or null; loads it if it is not loaded. */
    @SuppressWarnings("unchecked") // what comes in is checked
    public @Nullable T get() {
        InstanceState bound = state();
        Object value = attribute().get(bound, FetchMode.FULL);
        return value == Unknown.UNKNOWN ? null : (T) value;
    }

    /** Refers to another object, or to none. */
    public void set(@Nullable T value) {
        InstanceState bound = state();
        attribute().set(bound, value);
    }

    /** Whether reading it needs no load: null counts as loaded. */
    public boolean isLoaded() {
        InstanceState bound = state();
        return bound.isPresent(attribute().slot());
    }

    InstanceState state() {
        InstanceState bound = state;
        return bound != null ? bound : EntityDescriptors.bind(owner, this);
    }

    private ReferenceAttribute attribute() {
        return (ReferenceAttribute) Bindings.bound(attribute);
    }

    Object owner() {
        return owner;
    }

    @Nullable InstanceState boundState() {
        return state;
    }

    @Nullable Restored restored() {
        return attribute instanceof Restored restored ? restored : null;
    }

    void bind(InstanceState newState, Object newAttribute) {
        state = newState;
        attribute = newAttribute;
    }

    /** Whether it is loaded; it neither loads nor asks the object for its name. */
    @Override
    public String toString() {
        return state == null ? "ToOne" : Bindings.describe(state, attribute);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(Restored.of(state, attribute));
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        attribute = in.readObject();
    }
}
