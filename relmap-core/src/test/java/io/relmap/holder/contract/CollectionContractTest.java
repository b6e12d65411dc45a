package io.relmap.holder.contract;

import com.google.common.collect.testing.Helpers;
import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.TestListGenerator;
import com.google.common.collect.testing.TestMapGenerator;
import com.google.common.collect.testing.TestSetGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.Feature;
import com.google.common.collect.testing.features.ListFeature;
import com.google.common.collect.testing.features.MapFeature;
import com.google.common.collect.testing.features.SetFeature;
import io.relmap.holder.ToList;
import io.relmap.holder.ToMap;
import io.relmap.holder.ToSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class CollectionContractTest {

    /** Null is refused (spec CO-10), asked for it is just not there; text calls no element (CO-13). */
    private static final List<Feature<?>> COMMON =
            List.of(
                    CollectionFeature.ALLOWS_NULL_QUERIES,
                    CollectionFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
                    CollectionFeature.NON_STANDARD_TOSTRING);

    private static List<Feature<?>> features(
            Place place, List<Feature<?>> more, Feature<?>... own) {
        List<Feature<?>> all = new ArrayList<>(COMMON);
        all.add(place.sizes());
        all.addAll(more);
        all.addAll(List.of(own));
        return all;
    }

    /** A copy of an object equals it only by its key. */
    private static List<Feature<?>> ofCoins() {
        return List.of(CollectionFeature.SERIALIZABLE);
    }

    @TestFactory
    @DisplayName("CO-4, CO-10, CO-12, CO-13: ToList is a java.util.List")
    Stream<DynamicNode> lists() {
        return Stream.of(Place.values())
                .flatMap(
                        place ->
                                Stream.of(
                                        list(
                                                place + " one-to-many, equal by key",
                                                new Elements<>(
                                                        Coin.class,
                                                        Coin::new,
                                                        crate -> crate.coinList,
                                                        place),
                                                ofCoins()),
                                        list(
                                                place + " many-to-many, equal by identity",
                                                new Elements<>(
                                                        Stone.class,
                                                        Stone::new,
                                                        crate -> crate.stoneList,
                                                        place),
                                                List.of())));
    }

    private static <E extends Element> DynamicNode list(
            String name, Elements<E, ToList<E>> elements, List<Feature<?>> more) {
        return GuavaSuite.of(
                ListTestSuiteBuilder.using(new Lists<>(elements))
                        .named(name)
                        .withFeatures(features(elements.place(), more, ListFeature.GENERAL_PURPOSE))
                        .suppressing(elements.place().tooLong())
                        .withSetUp(elements::begin)
                        .withTearDown(elements::end)
                        .createTestSuite());
    }

    @TestFactory
    @DisplayName("CO-5, CO-10, CO-12, CO-13: ToSet is a java.util.Set")
    Stream<DynamicNode> sets() {
        return Stream.of(Place.values())
                .flatMap(
                        place ->
                                Stream.of(
                                        set(
                                                place + " one-to-many, equal by key",
                                                new Elements<>(
                                                        Coin.class,
                                                        Coin::new,
                                                        crate -> crate.coinSet,
                                                        place),
                                                ofCoins()),
                                        set(
                                                place + " many-to-many, equal by identity",
                                                new Elements<>(
                                                        Stone.class,
                                                        Stone::new,
                                                        crate -> crate.stoneSet,
                                                        place),
                                                List.of())));
    }

    private static <E extends Element> DynamicNode set(
            String name, Elements<E, ToSet<E>> elements, List<Feature<?>> more) {
        return GuavaSuite.of(
                SetTestSuiteBuilder.using(new Sets<>(elements))
                        .named(name)
                        .withFeatures(
                                features(
                                        elements.place(),
                                        more,
                                        SetFeature.GENERAL_PURPOSE,
                                        CollectionFeature.KNOWN_ORDER))
                        .withSetUp(elements::begin)
                        .withTearDown(elements::end)
                        .createTestSuite());
    }

    @TestFactory
    @DisplayName("CO-20 to CO-22, CO-10, CO-12, CO-13: ToMap is a java.util.Map")
    Stream<DynamicNode> maps() {
        return Stream.of(Place.values())
                .flatMap(
                        place ->
                                Stream.of(
                                        map(
                                                place + " one-to-many, equal by key",
                                                new Elements<>(
                                                        Coin.class,
                                                        Coin::new,
                                                        crate -> crate.coinMap,
                                                        place),
                                                coin -> coin.name,
                                                ofCoins()),
                                        map(
                                                place + " many-to-many, equal by identity",
                                                new Elements<>(
                                                        Stone.class,
                                                        Stone::new,
                                                        crate -> crate.stoneMap,
                                                        place),
                                                stone -> stone.name,
                                                List.of())));
    }

    private static <E extends Element> DynamicNode map(
            String name,
            Elements<E, ToMap<String, E>> elements,
            Function<E, String> key,
            List<Feature<?>> more) {
        return GuavaSuite.of(
                MapTestSuiteBuilder.using(new Maps<>(elements, key))
                        .named(name)
                        .withFeatures(
                                features(
                                        elements.place(),
                                        more,
                                        MapFeature.GENERAL_PURPOSE,
                                        MapFeature.ALLOWS_ANY_NULL_QUERIES,
                                        MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
                                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                                        CollectionFeature.KNOWN_ORDER))
                        .withSetUp(elements::begin)
                        .withTearDown(elements::end)
                        .createTestSuite());
    }

    private record Lists<E extends Element>(Elements<E, ToList<E>> elements)
            implements TestListGenerator<E> {

        @Override
        public SampleElements<E> samples() {
            return elements.samples();
        }

        @Override
        public List<E> create(Object... values) {
            List<E> content = elements.cast(values);
            ToList<E> list = elements.create(holder -> holder.addAll(content), content);
            if (!list.equals(content)) {
                list.replaceWith(content); // rows come in the order of their keys
            }
            return list;
        }

        @Override
        public E[] createArray(int length) {
            return elements.array(length);
        }

        @Override
        public Iterable<E> order(List<E> insertionOrder) {
            return insertionOrder;
        }
    }

    private record Sets<E extends Element>(Elements<E, ToSet<E>> elements)
            implements TestSetGenerator<E> {

        @Override
        public SampleElements<E> samples() {
            return elements.samples();
        }

        @Override
        public Set<E> create(Object... values) {
            List<E> content = elements.cast(values);
            ToSet<E> set = elements.create(holder -> holder.addAll(content), content);
            if (!List.copyOf(set).equals(content)) {
                set.replaceWith(content);
            }
            return set;
        }

        @Override
        public E[] createArray(int length) {
            return elements.array(length);
        }

        @Override
        public Iterable<E> order(List<E> insertionOrder) {
            return insertionOrder;
        }
    }

    private record Maps<E extends Element>(
            Elements<E, ToMap<String, E>> elements, Function<E, String> key)
            implements TestMapGenerator<String, E> {

        private Map.Entry<String, E> entry(int index) {
            E element = elements.sample(index);
            return Helpers.mapEntry(key.apply(element), element);
        }

        @Override
        public SampleElements<Map.Entry<String, E>> samples() {
            return new SampleElements<>(entry(0), entry(1), entry(2), entry(3), entry(4));
        }

        @Override
        public Map<String, E> create(Object... entries) {
            Map<String, E> content = new LinkedHashMap<>();
            for (Object object : entries) {
                Map.Entry<?, ?> entry = (Map.Entry<?, ?>) object;
                content.put((String) entry.getKey(), elements.cast(entry.getValue()));
            }
            ToMap<String, E> map =
                    elements.create(
                            holder -> holder.putAll(content), List.copyOf(content.values()));
            if (!List.copyOf(map.entrySet()).equals(List.copyOf(content.entrySet()))) {
                map.clear();
                map.putAll(content);
            }
            return map;
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generics
        public Map.Entry<String, E>[] createArray(int length) {
            return new Map.Entry[length];
        }

        @Override
        public String[] createKeyArray(int length) {
            return new String[length];
        }

        @Override
        public E[] createValueArray(int length) {
            return elements.array(length);
        }

        @Override
        public Iterable<Map.Entry<String, E>> order(List<Map.Entry<String, E>> insertionOrder) {
            return insertionOrder;
        }
    }
}
