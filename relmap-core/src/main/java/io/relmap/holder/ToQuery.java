package io.relmap.holder;

import io.relmap.annotation.HolderType;
import io.relmap.attribute.QueryAttribute;
import io.relmap.state.InstanceState;
import io.relmap.state.Members;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Many objects that refer to its owner, or that it is linked with, and that are never loaded whole: {@code
 * private final ToQuery<Order> orders = ToQuery.of(this);}. Adding and removing sends no SQL and is carried
 * to the other side at once; the flush writes it. Reading asks the database each time, after an autoflush:
 * all of them by walking over it, a part of them by {@code session.query(customer.orders).where(...)}.
 *
 * <p>Of an owner that has no row yet it has what was added. Of a detached one it cannot be read. Null is
 * refused. With {@code lazy = WRITE_ONLY} it can only be written and queried, never walked over. Not
 * thread-safe, as its owner.
 *
 * @param <T> the class of the elements
 */
@HolderType(HolderType.Content.QUERY)
public final class ToQuery<T> implements Iterable<T>, Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an entity is serialized where its own class says so
    private final Object owner;

    private transient @Nullable InstanceState state;

    /** The attribute once the holder is bound; before, what came with it when it was deserialized. */
    private transient @Nullable Object attribute;

    private ToQuery(Object owner) {
        this.owner = owner;
    }

    /** The holder of an object's field. */
    public static <T> ToQuery<T> of(Object owner) {
        return new ToQuery<>(owner);
    }

    /** A view of a slot of an object that has no class. */
    static <T> ToQuery<T> view(InstanceState state, QueryAttribute attribute) {
        ToQuery<T> view = new ToQuery<>(state.entity());
        view.bind(state, attribute);
        return view;
    }

    /** Adds an element, without asking whether it is one already. */
    public void add(T element) {
        InstanceState bound = state();
        attribute().append(bound, element);
    }

    /** Adds elements: all or none. */
    public void addAll(Collection<? extends T> elements) {
        List<T> copy = new ArrayList<>(elements);
        InstanceState bound = state();
        attribute().together(bound, () -> copy.forEach(this::add));
    }

    /**
     * Removes an element, without asking the database whether it is one.
     *
     * @return false if it cannot be one: it has no row and was not added here
     * @throws io.relmap.error.InvalidRequestException if its own foreign key names another owner
     */
    public boolean remove(T element) {
        InstanceState bound = state();
        return attribute().remove(bound, Objects.requireNonNull(element, "element"));
    }

    /** Removes elements: all or none. */
    public void removeAll(Collection<? extends T> elements) {
        List<T> copy = new ArrayList<>(elements);
        InstanceState bound = state();
        attribute().together(bound, () -> copy.forEach(this::remove));
    }

    /**
     * Assigns a whole new content; reads the present one to know what goes.
     *
     * @throws io.relmap.error.InvalidRequestException if it is write-only and the owner has a row
     */
    public void replaceWith(Collection<? extends T> elements) {
        InstanceState bound = state();
        attribute().replaceAll(bound, elements);
    }

    /**
     * All elements as the database has them now, in the mapped order; of an owner without row those added.
     *
     * @throws io.relmap.error.DetachedInstanceException if the owner is detached
     * @throws io.relmap.error.InvalidRequestException if it is write-only and the owner has a row
     */
    @SuppressWarnings("unchecked") // what comes in is checked
    public List<T> list() {
        InstanceState bound = state();
        Members members = attribute().read(bound);
        return (List<T>) List.copyOf(members.copy());
    }

    /** As {@link #list()}. */
    @Override
    public Iterator<T> iterator() {
        return list().iterator();
    }

    /** As {@link #list()}. */
    public Stream<T> stream() {
        return list().stream();
    }

    // Binding ---------------------------------------------------------------------------------

    InstanceState state() {
        InstanceState bound = state;
        return bound != null ? bound : EntityDescriptors.bind(owner, this);
    }

    QueryAttribute attribute() {
        return (QueryAttribute) Bindings.bound(attribute);
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

    /** That it is a query; it neither loads nor asks elements for their names. */
    @Override
    public String toString() {
        return attribute instanceof QueryAttribute bound ? bound + ": query" : "ToQuery";
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
