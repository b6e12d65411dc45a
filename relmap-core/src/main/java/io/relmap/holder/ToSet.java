package io.relmap.holder;

import io.relmap.annotation.HolderType;
import io.relmap.attribute.CollectionAttribute;
import io.relmap.state.InstanceState;
import io.relmap.state.SetMembers;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A set of objects that refer to its owner, or that it is linked with: {@code private final ToSet<Tag> tags
 * = ToSet.of(this);}. It is a {@code java.util.Set} by {@code equals} and {@code hashCode} of the elements,
 * in the order in which they came; members whose hash code changes when relmap gives them a key are found
 * all the same. Each change is carried to the other side. Reading or changing one that is not loaded loads
 * it, where the owner has a session.
 *
 * <p>Null is refused. Iterators fail fast. Not thread-safe, as its owner.
 *
 * @param <T> the class of the elements
 */
@HolderType(HolderType.Content.SET)
public final class ToSet<T> extends AbstractSet<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an entity is serialized where its own class says so
    private final Object owner;

    private transient @Nullable InstanceState state;

    /** The attribute once the holder is bound; before, what came with it when it was deserialized. */
    private transient @Nullable Object attribute;

    private ToSet(Object owner) {
        this.owner = owner;
    }

    /** The holder of an object's field. */
    public static <T> ToSet<T> of(Object owner) {
        return new ToSet<>(owner);
    }

    /** A view of a slot of an object that has no class. */
    static <T> ToSet<T> view(InstanceState state, CollectionAttribute attribute) {
        ToSet<T> view = new ToSet<>(state.entity());
        view.bind(state, attribute);
        return view;
    }

    /** Whether reading it needs no load. */
    public boolean isLoaded() {
        InstanceState bound = state();
        return bound.isPresent(attribute().slot());
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
    public boolean contains(@Nullable Object element) {
        return members().find(element) != null;
    }

    @Override
    public Object[] toArray() {
        return members().copy().toArray();
    }

    @Override
    public <E> E[] toArray(E[] array) {
        return members().copy().toArray(array);
    }

    @Override
    public Iterator<T> iterator() {
        return new HeldIterator<>(this::members, this::present, this::take);
    }

    /** Ordered, and as fail-fast as the iterator. */
    @Override
    public Spliterator<T> spliterator() {
        return Spliterators.spliterator(this, Spliterator.DISTINCT | Spliterator.ORDERED);
    }

    @Override
    public boolean add(T element) {
        InstanceState bound = state();
        return attribute().append(bound, element);
    }

    @Override
    public boolean addAll(Collection<? extends T> elements) {
        List<T> copy = new ArrayList<>(elements);
        int before = size();
        attribute().together(state(), () -> copy.forEach(this::add));
        return size() != before;
    }

    @Override
    public boolean remove(@Nullable Object element) {
        Object member = members().find(element);
        return member != null && attribute().remove(state(), member);
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

    /** Finds out what leaves first, then lets it leave one by one (spec CO-5). */
    @Override
    public boolean removeIf(Predicate<? super T> filter) {
        Objects.requireNonNull(filter, "filter");
        List<T> leaving = new ArrayList<>();
        for (T element : this) {
            if (filter.test(element)) {
                leaving.add(element);
            }
        }
        attribute().together(state(), () -> leaving.forEach(this::take));
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

    private SetMembers members() {
        InstanceState bound = state();
        return (SetMembers) attribute().read(bound);
    }

    private @Nullable SetMembers present() {
        InstanceState bound = state();
        return (SetMembers) bound.members(attribute().slot());
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
        return state == null ? "ToSet" : Bindings.describe(state, attribute);
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
