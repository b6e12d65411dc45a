package io.relmap.holder.pairing;

import io.relmap.Inspect;
import io.relmap.holder.ToMap;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** One side of a pairing, as programs use it. */
interface Side {

    /** What it holds. */
    Collection<?> read(Object owner);

    /** Lets an element in. */
    void add(Object owner, Keyed element);

    /** Lets an element go, if it is there. */
    void remove(Object owner, Keyed element);

    /** Lets these elements in and all others go. */
    void replace(Object owner, List<Keyed> elements);

    /** Whether it holds one at most. */
    default boolean isOne() {
        return false;
    }

    /** Whether it holds one of each key. */
    default boolean isKeyed() {
        return false;
    }

    @SuppressWarnings("unchecked") // the programs link what belongs together
    static <O> Side reference(Function<O, ToOne<?>> holder) {
        return new Side() {
            private ToOne<Object> of(Object owner) {
                return (ToOne<Object>) holder.apply((O) owner);
            }

            @Override
            public Collection<?> read(Object owner) {
                Object value = of(owner).get();
                return value == null ? List.of() : List.of(value);
            }

            @Override
            public void add(Object owner, Keyed element) {
                of(owner).set(element);
            }

            @Override
            public void remove(Object owner, Keyed element) {
                if (of(owner).get() == element) {
                    of(owner).set(null);
                }
            }

            @Override
            public void replace(Object owner, List<Keyed> elements) {
                of(owner).set(elements.isEmpty() ? null : elements.get(0));
            }

            @Override
            public boolean isOne() {
                return true;
            }
        };
    }

    @SuppressWarnings("unchecked") // the programs link what belongs together
    static <O> Side collection(Function<O, Collection<?>> holder) {
        return new Side() {
            private Collection<Object> of(Object owner) {
                return (Collection<Object>) holder.apply((O) owner);
            }

            @Override
            public Collection<?> read(Object owner) {
                return of(owner);
            }

            @Override
            public void add(Object owner, Keyed element) {
                if (!of(owner).contains(element)) {
                    of(owner).add(element);
                }
            }

            @Override
            public void remove(Object owner, Keyed element) {
                of(owner).remove(element);
            }

            @Override
            public void replace(Object owner, List<Keyed> elements) {
                of(owner).retainAll(elements);
                elements.forEach(element -> add(owner, element));
            }
        };
    }

    @SuppressWarnings("unchecked") // the programs link what belongs together
    static <O> Side map(Function<O, ToMap<String, ?>> holder) {
        return new Side() {
            private ToMap<String, Object> of(Object owner) {
                return (ToMap<String, Object>) holder.apply((O) owner);
            }

            @Override
            public Collection<?> read(Object owner) {
                return of(owner).values();
            }

            @Override
            public void add(Object owner, Keyed element) {
                of(owner).put(element.key(), element);
            }

            @Override
            public void remove(Object owner, Keyed element) {
                of(owner).remove(element.key(), element);
            }

            @Override
            public void replace(Object owner, List<Keyed> elements) {
                of(owner).replaceWith(elements);
            }

            @Override
            public boolean isKeyed() {
                return true;
            }
        };
    }

    @SuppressWarnings("unchecked") // the programs link what belongs together
    static <O> Side query(Function<O, ToQuery<?>> holder) {
        return new Side() {
            private ToQuery<Object> of(Object owner) {
                return (ToQuery<Object>) holder.apply((O) owner);
            }

            @Override
            public Collection<?> read(Object owner) {
                return of(owner).list();
            }

            @Override
            public void add(Object owner, Keyed element) {
                of(owner).add(element);
            }

            @Override
            public void remove(Object owner, Keyed element) {
                if (of(owner).list().contains(element)) {
                    of(owner).remove(element);
                }
            }

            @Override
            public void replace(Object owner, List<Keyed> elements) {
                of(owner).replaceWith(elements);
            }
        };
    }

    /** A side for which the class has no holder. */
    static Side virtual(String name) {
        return new Side() {
            @Override
            public Collection<?> read(Object owner) {
                return (Collection<?>) Inspect.of(owner).attribute(name).get();
            }

            @Override
            public void add(Object owner, Keyed element) {
                List<Object> all = new ArrayList<>(read(owner));
                if (!all.contains(element)) {
                    all.add(element);
                }
                Inspect.of(owner).attribute(name).set(all);
            }

            @Override
            public void remove(Object owner, Keyed element) {
                List<Object> all = new ArrayList<>(read(owner));
                all.remove(element);
                Inspect.of(owner).attribute(name).set(all);
            }

            @Override
            public void replace(Object owner, List<Keyed> elements) {
                Inspect.of(owner).attribute(name).set(elements);
            }
        };
    }
}
