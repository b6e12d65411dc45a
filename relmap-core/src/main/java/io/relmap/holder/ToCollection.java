package io.relmap.holder;

import io.relmap.annotation.HolderType;
import io.relmap.attribute.CollectionAttribute;
import io.relmap.state.AdaptedMembers;
import io.relmap.state.InstanceState;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Objects that refer to its owner, or that it is linked with, in a collection of the program's own: {@code
 * @CollectionType(BagAdapter.class) private final ToCollection<Part> parts = ToCollection.of(this);}. It is a
 * {@code java.util.Collection} in that collection's order; what it may hold, and how often, the adapter
 * decides (spec CO-28). Each change is carried to the other side. Reading or changing one that is not
 * loaded loads it, where the owner has a session.
 *
 * <p>Null is refused. Iterators fail fast. {@code equals} is identity. Not thread-safe, as its owner.
 *
 * @param <T> the class of the elements
 */
@HolderType(HolderType.Content.CUSTOM)
public final class ToCollection<T> extends AbstractCollection<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an entity is serialized where its own class says so
    private final Object owner;

    private transient @Nullable InstanceState state;

    /** The attribute once the holder is bound; before, what came with it when it was deserialized. */
    private transient @Nullable Object attribute;

    private ToCollection(Object owner) {
        this.owner = owner;
    }

    /** The holder of an object's field. */
    public static <T> ToCollection<T> of(Object owner) {
        return new ToCollection<>(owner);
    }

    /** A view of a slot of an object that has no class. */
    static <T> ToCollection<T> view(InstanceState state, CollectionAttribute attribute) {
        ToCollection<T> view = new ToCollection<>(state.entity());
        view.bind(state, attribute);
        return view;
    }

    /** Whether reading it needs no load. */
    public boolean isLoaded() {
        InstanceState bound = state();
        return bound.isPresent(attribute().slot());
    }

    /**
     * The program's own collection, to ask it what only it knows. It is for reading: what is changed in it
     * directly is seen by nobody.
     *
     * @throws ClassCastException if it is of another class
     */
    public <C> C as(Class<C> type) {
        return type.cast(members().collection());
    }

    /** Assigns a whole new content: what is in both stays without an event. */
    public void replaceWith(Collection<? extends T> elements) {
        Objects.requireNonNull(elements, "elements");
        if (elements != this) {
            InstanceState bound = state();
            attribute().replaceAll(bound, elements);
        }
    }

    @Override
    public int size() {
        return members().size();
    }

    @Override
    public Iterator<T> iterator() {
        return new HeldIterator<>(this::members, this::present, this::take);
    }

    @Override
    public boolean add(T element) {
        InstanceState bound = state();
        return attribute().append(bound, element);
    }

    @Override
    public boolean addAll(Collection<? extends T> elements) {
        List<T> copy = new ArrayList<>(elements);
        InstanceState bound = state();
        int before = size();
        attribute().together(bound, () -> copy.forEach(this::add));
        return size() != before;
    }

    /** Takes out the first element that equals this one, this very one before others. */
    @Override
    public boolean remove(@Nullable Object element) {
        if (element == null) {
            return false;
        }
        if (members().containsIdentity(element)) {
            return attribute().remove(state(), element);
        }
        for (T candidate : this) {
            if (candidate.equals(element)) {
                return attribute().remove(state(), candidate);
            }
        }
        return false;
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        Objects.requireNonNull(elements, "elements");
        return removeIf(elements::contains);
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        Objects.requireNonNull(elements, "elements");
        return removeIf(element -> !elements.contains(element));
    }

    /** Finds out what leaves first, then lets it leave one by one: all or none. */
    @Override
    public boolean removeIf(Predicate<? super T> filter) {
        Objects.requireNonNull(filter, "filter");
        List<T> leaving = new ArrayList<>();
        for (T element : this) {
            if (filter.test(element)) {
                leaving.add(element);
            }
        }
        InstanceState bound = state();
        attribute().together(bound, () -> leaving.forEach(this::take));
        return !leaving.isEmpty();
    }

    @Override
    public void clear() {
        InstanceState bound = state();
        attribute().clear(bound);
    }

    private void take(Object element) {
        InstanceState bound = state();
        attribute().remove(bound, element);
    }

    // Binding ---------------------------------------------------------------------------------

    private AdaptedMembers members() {
        InstanceState bound = state();
        return (AdaptedMembers) attribute().read(bound);
    }

    private @Nullable AdaptedMembers present() {
        InstanceState bound = state();
        return (AdaptedMembers) bound.members(attribute().slot());
    }

    private InstanceState state() {
        InstanceState bound = state;
        return bound != null ? bound : EntityDescriptors.bind(owner, this);
    }

    private CollectionAttribute attribute() {
        return (CollectionAttribute) Bindings.bound(attribute);
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

    /** How many there are, or that it is not loaded; it neither loads nor asks elements for their names. */
    @Override
    public String toString() {
        return state == null ? "ToCollection" : Bindings.describe(state, attribute);
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
