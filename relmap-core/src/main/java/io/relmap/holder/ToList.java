package io.relmap.holder;

import io.relmap.annotation.HolderType;
import io.relmap.attribute.CollectionAttribute;
import io.relmap.state.InstanceState;
import io.relmap.state.ListMembers;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A list of objects that refer to its owner, or that it is linked with: {@code private final ToList<Book>
 * books = ToList.of(this);}. It is a {@code java.util.List}; each change is carried to the other side, one
 * element at a time. Reading or changing one that is not loaded loads it, where the owner has a session.
 *
 * <p>Null is refused. Iterators and sublists fail fast, also when the list is changed through the other
 * side or expired. Not thread-safe, as its owner.
 *
 * @param <T> the class of the elements
 */
@HolderType(HolderType.Content.LIST)
public final class ToList<T> extends AbstractList<T> implements RandomAccess, Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an entity is serialized where its own class says so
    private final Object owner;

    private transient @Nullable InstanceState state;

    /** The attribute once the holder is bound; before, what came with it when it was deserialized. */
    private transient @Nullable Object attribute;

    private ToList(Object owner) {
        this.owner = owner;
    }

    /** The holder of an object's field. */
    public static <T> ToList<T> of(Object owner) {
        return new ToList<>(owner);
    }

    /** A view of a slot of an object that has no class. */
    static <T> ToList<T> view(InstanceState state, CollectionAttribute attribute) {
        ToList<T> view = new ToList<>(state.entity());
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

    // Reading ---------------------------------------------------------------------------------

    /**
     * Numbers the elements of an ordered list anew, by their places (spec CO-29). For after sorting or replacing,
     * unless the mapping says that every change does it.
     *
     * @throws io.relmap.error.InvalidRequestException if the list is not mapped as an ordered one
     */
    public void reorder() {
        InstanceState bound = state();
        attribute().reorder(bound);
    }

    @Override
    public int size() {
        return members().size();
    }

    @Override
    @SuppressWarnings("unchecked") // what comes in is checked
    public T get(int index) {
        ListMembers members = members();
        return (T) members.get(Objects.checkIndex(index, members.size()));
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return indexOf(element) >= 0;
    }

    @Override
    public int indexOf(@Nullable Object element) {
        ListMembers members = members();
        if (element != null) {
            for (int i = 0; i < members.size(); i++) {
                if (element.equals(members.get(i))) {
                    return i;
                }
            }
        }
        return -1;
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        ListMembers members = members();
        if (element != null) {
            for (int i = members.size() - 1; i >= 0; i--) {
                if (element.equals(members.get(i))) {
                    return i;
                }
            }
        }
        return -1;
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
        return new HeldListIterator<>(this, 0);
    }

    @Override
    public ListIterator<T> listIterator(int index) {
        Objects.checkIndex(index, size() + 1);
        return new HeldListIterator<>(this, index);
    }

    /** As fail-fast as the iterator: the one by index would skip what a change moves. */
    @Override
    public Spliterator<T> spliterator() {
        return Spliterators.spliterator(this, Spliterator.ORDERED);
    }

    @Override
    public List<T> subList(int from, int to) {
        Objects.checkFromToIndex(from, to, size());
        return new HeldRange<>(this, from, to - from);
    }

    // Changing --------------------------------------------------------------------------------

    @Override
    public boolean add(T element) {
        InstanceState bound = state();
        return attribute().append(bound, element);
    }

    @Override
    public void add(int index, T element) {
        Objects.checkIndex(index, size() + 1);
        attribute().insert(state(), index, element);
    }

    @Override
    public boolean addAll(Collection<? extends T> elements) {
        List<T> copy = new ArrayList<>(elements);
        InstanceState bound = state();
        attribute().together(bound, () -> copy.forEach(this::add));
        return !copy.isEmpty();
    }

    @Override
    public boolean addAll(int index, Collection<? extends T> elements) {
        Objects.checkIndex(index, size() + 1);
        List<T> copy = new ArrayList<>(elements);
        InstanceState bound = state();
        attribute()
                .together(
                        bound,
                        () -> {
                            int at = index;
                            for (T element : copy) {
                                add(at++, element);
                            }
                        });
        return !copy.isEmpty();
    }

    @Override
    public T set(int index, T element) {
        T before = get(index);
        attribute().setAt(state(), index, element);
        return before;
    }

    @Override
    public T remove(int index) {
        T before = get(index);
        attribute().removeAt(state(), index);
        return before;
    }

    @Override
    public boolean remove(@Nullable Object element) {
        int index = indexOf(element);
        if (index >= 0) {
            remove(index);
        }
        return index >= 0;
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

    @Override
    public boolean removeIf(Predicate<? super T> filter) {
        Objects.requireNonNull(filter, "filter");
        return removeRange(0, size(), filter);
    }

    /** Removes what a filter finds in a range, in order. */
    boolean removeRange(int from, int to, Predicate<? super T> filter) {
        boolean[] leaves = new boolean[to - from];
        boolean any = false;
        HeldListIterator<T> iterator = new HeldListIterator<>(this, from);
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = filter.test(iterator.next());
            any |= leaves[i];
        }
        if (any) {
            InstanceState bound = state();
            attribute()
                    .together(
                            bound,
                            () -> {
                                int at = from;
                                for (boolean leaving : leaves) {
                                    if (leaving) {
                                        remove(at);
                                    } else {
                                        at++;
                                    }
                                }
                            });
        }
        return any;
    }

    @Override
    public void clear() {
        InstanceState bound = state();
        attribute().clear(bound);
    }

    @Override
    public void replaceAll(UnaryOperator<T> operator) {
        Objects.requireNonNull(operator, "operator");
        replaceRange(new HeldListIterator<>(this, 0), size(), operator);
    }

    /** Replaces each of the next elements: all or none. */
    void replaceRange(HeldListIterator<T> iterator, int count, UnaryOperator<T> operator) {
        attribute()
                .together(
                        state(),
                        () -> {
                            for (int i = 0; i < count; i++) {
                                iterator.set(operator.apply(iterator.next()));
                            }
                        });
    }

    @Override
    public void sort(@Nullable Comparator<? super T> order) {
        sortRange(0, size(), order);
    }

    /** Orders a part: no events, the members stay the same (spec CO-4). */
    @SuppressWarnings("unchecked") // the elements are T
    void sortRange(int from, int to, @Nullable Comparator<? super T> order) {
        Comparator<?> comparator = order == null ? Comparator.naturalOrder() : order;
        InstanceState bound = state();
        attribute().sort(bound, from, to, (Comparator<Object>) comparator);
    }

    // Binding ---------------------------------------------------------------------------------

    /** The content; loads it. */
    ListMembers members() {
        InstanceState bound = state();
        return (ListMembers) attribute().read(bound);
    }

    /** The content if it is there: what iterators compare with. */
    @Nullable ListMembers present() {
        InstanceState bound = state();
        return (ListMembers) bound.members(attribute().slot());
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
        return state == null ? "ToList" : Bindings.describe(state, attribute);
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
