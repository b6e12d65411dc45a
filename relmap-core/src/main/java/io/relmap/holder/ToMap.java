package io.relmap.holder;

import io.relmap.annotation.HolderType;
import io.relmap.attribute.CollectionAttribute;
import io.relmap.state.InstanceState;
import io.relmap.state.MapMembers;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A map of objects that refer to its owner, or that it is linked with, each under a key that is computed
 * from it: {@code @MapKey("name") private final ToMap<String, Note> notes = ToMap.of(this);}. It is a
 * {@code java.util.Map} in the order in which elements came. Each change is carried to the other side.
 * Reading or changing one that is not loaded loads it, where the owner has a session.
 *
 * <p>{@code put} stores under the key that it is given; {@link #add} and everything that comes from the
 * other side stores under the computed key. Null keys and elements are refused. Iterators fail fast. Not
 * thread-safe, as its owner.
 *
 * @param <K> the class of the keys
 * @param <T> the class of the elements
 */
@HolderType(HolderType.Content.MAP)
public final class ToMap<K, T> extends AbstractMap<K, T> implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an entity is serialized where its own class says so
    private final Object owner;

    private transient @Nullable InstanceState state;

    /** The attribute once the holder is bound; before, what came with it when it was deserialized. */
    private transient @Nullable Object attribute;

    private ToMap(Object owner) {
        this.owner = owner;
    }

    /** The holder of an object's field. */
    public static <K, T> ToMap<K, T> of(Object owner) {
        return new ToMap<>(owner);
    }

    /** A view of a slot of an object that has no class. */
    static <K, T> ToMap<K, T> view(InstanceState state, CollectionAttribute attribute) {
        ToMap<K, T> view = new ToMap<>(state.entity());
        view.bind(state, attribute);
        return view;
    }

    /** Whether reading it needs no load. */
    public boolean isLoaded() {
        InstanceState bound = state();
        return bound.isPresent(attribute().slot());
    }

    /** Adds an element under its computed key; who is there leaves. */
    public void add(T element) {
        InstanceState bound = state();
        attribute().append(bound, element);
    }

    /** Assigns a whole new content, under computed keys: what is in both stays without an event. */
    public void replaceWith(Collection<? extends T> elements) {
        Objects.requireNonNull(elements, "elements");
        InstanceState bound = state();
        attribute().replaceAll(bound, elements);
    }

    @Override
    public int size() {
        return members().size();
    }

    @Override
    @SuppressWarnings("unchecked") // what comes in is checked
    public @Nullable T get(@Nullable Object key) {
        return (T) members().get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return members().get(key) != null;
    }

    @Override
    public @Nullable T put(K key, T element) {
        T before = get(key);
        attribute().put(state(), key, element);
        return before;
    }

    /** As {@link #put} for each; an element that is under its key already stays (spec CO-22). */
    @Override
    public void putAll(Map<? extends K, ? extends T> entries) {
        Map<K, T> copy = new LinkedHashMap<>(entries);
        together(
                () ->
                        copy.forEach(
                                (key, element) -> {
                                    if (element != null && get(key) == element) {
                                        attribute().addAgain(state(), element);
                                    } else {
                                        put(key, element);
                                    }
                                }));
    }

    @Override
    public @Nullable T putIfAbsent(K key, T element) {
        T before = get(key);
        if (before == null) {
            put(key, element);
        } else if (before == element) {
            attribute().addAgain(state(), element);
        }
        return before;
    }

    @Override
    public @Nullable T remove(@Nullable Object key) {
        T before = get(key);
        if (before != null && key != null) {
            attribute().removeKey(state(), key);
        }
        return before;
    }

    @Override
    public void clear() {
        InstanceState bound = state();
        attribute().clear(bound);
    }

    @Override
    public Set<Entry<K, T>> entrySet() {
        return new HeldEntries<>(this);
    }

    @Override
    public Set<K> keySet() {
        return new HeldKeys<>(this);
    }

    @Override
    public Collection<T> values() {
        return new HeldValues<>(this);
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super T, ? extends T> function) {
        Objects.requireNonNull(function, "function");
        Iterator<Entry<K, T>> iterator = entrySet().iterator();
        together(
                () ->
                        iterator.forEachRemaining(
                                entry ->
                                        entry.setValue(
                                                function.apply(entry.getKey(), entry.getValue()))));
    }

    /** Finds out what leaves first, then lets it leave one by one: all or none. */
    boolean removeIf(Predicate<? super Entry<K, T>> filter) {
        Objects.requireNonNull(filter, "filter");
        List<K> leaving = new ArrayList<>();
        for (Entry<K, T> entry : entrySet()) {
            if (filter.test(entry)) {
                leaving.add(entry.getKey());
            }
        }
        together(() -> leaving.forEach(this::remove));
        return !leaving.isEmpty();
    }

    /** Walks over the keys as they are now. */
    @SuppressWarnings("unchecked") // what comes in is checked
    Iterator<K> keys() {
        List<K> keys = (List<K>) new ArrayList<>(members().entries().keySet());
        return new HeldIterator<>(this::present, this::remove, keys);
    }

    /** The element under a key if the map is there; never loads. */
    @SuppressWarnings("unchecked") // what comes in is checked
    @Nullable T peek(K key) {
        MapMembers present = present();
        return present == null ? null : (T) present.get(key);
    }

    private void together(Runnable changes) {
        InstanceState bound = state();
        attribute().together(bound, changes);
    }

    // Binding ---------------------------------------------------------------------------------

    private MapMembers members() {
        InstanceState bound = state();
        return (MapMembers) attribute().read(bound);
    }

    private @Nullable MapMembers present() {
        InstanceState bound = state();
        return (MapMembers) bound.members(attribute().slot());
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
        return state == null ? "ToMap" : Bindings.describe(state, attribute);
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
