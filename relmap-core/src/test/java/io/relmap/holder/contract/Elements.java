package io.relmap.holder.contract;

import com.google.common.collect.testing.SampleElements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Five elements, the same for each test, and the collection of a crate that holds them.
 *
 * @param <E> the class of the elements
 * @param <C> the holder
 */
final class Elements<E extends Element, C> {

    private final Class<E> type;
    private final LongFunction<E> maker;
    private final Function<Crate, C> holder;
    private final Place place;
    private final List<E> samples = new ArrayList<>();

    Elements(Class<E> type, LongFunction<E> maker, Function<Crate, C> holder, Place place) {
        this.type = type;
        this.maker = maker;
        this.holder = holder;
        this.place = place;
        for (long id = 1; id <= 5; id++) {
            samples.add(maker.apply(id));
        }
    }

    Place place() {
        return place;
    }

    void begin() {
        place.begin();
    }

    void end() {
        place.end();
        samples.forEach(Element::leave);
    }

    E sample(int index) {
        return samples.get(index);
    }

    SampleElements<E> samples() {
        return new SampleElements<>(sample(0), sample(1), sample(2), sample(3), sample(4));
    }

    E cast(Object element) {
        return type.cast(element);
    }

    List<E> cast(Object... elements) {
        return Arrays.stream(elements).map(this::cast).toList();
    }

    @SuppressWarnings("unchecked") // an array of the class
    E[] array(int length) {
        return (E[]) java.lang.reflect.Array.newInstance(type, length);
    }

    /** A holder with elements, after its owner has come to its place. */
    C create(Filling<C> filling, List<E> elements) {
        Crate crate = new Crate();
        C created = holder.apply(crate);
        filling.fill(created);
        place.settle(crate, new LinkedHashSet<>(elements));
        return created;
    }

    /** Puts elements into a holder. */
    interface Filling<C> {
        void fill(C holder);
    }
}
