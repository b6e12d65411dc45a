package io.relmap.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.CollectionType;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.MappingException;
import io.relmap.mapping.CollectionAdapter;
import io.relmap.testsupport.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CO-28: collections of the program's own")
class ToCollectionTest {

    /** Parts by weight, heaviest first; no two of one weight. */
    static final class Rack {
        private final TreeMap<Integer, Part> byWeight =
                new TreeMap<>(java.util.Comparator.reverseOrder());
        private @Nullable Object owner;

        int total() {
            return byWeight.keySet().stream().mapToInt(Integer::intValue).sum();
        }
    }

    static final class RackAdapter implements CollectionAdapter<Rack, Part> {
        @Override
        public Rack create() {
            return new Rack();
        }

        @Override
        public boolean append(Rack rack, Part part) {
            if (rack.byWeight.containsKey(part.weight)) {
                throw new IllegalArgumentException("the rack has a part of " + part.weight);
            }
            return rack.byWeight.put(part.weight, part) == null;
        }

        @Override
        public void remove(Rack rack, Part part) {
            rack.byWeight.remove(part.weight);
        }

        @Override
        public Iterable<Part> elements(Rack rack) {
            return rack.byWeight.values();
        }

        @Override
        public void attached(Rack rack, Object owner) {
            rack.owner = owner;
        }

        @Override
        public void detached(Rack rack, Object owner) {
            rack.owner = null;
        }
    }

    @Entity(table = "machine")
    static class Machine implements Serializable {
        @Id @GeneratedValue @Nullable Long id;

        @CollectionType(RackAdapter.class)
        @Relationship(backPopulates = "machine")
        final ToCollection<Part> parts = ToCollection.of(this);
    }

    @Entity(table = "part")
    static class Part implements Serializable {
        @Id @GeneratedValue @Nullable Long id;
        int weight;

        @ForeignKey("machine.id")
        @Relationship(backPopulates = "parts")
        final ToOne<Machine> machine = ToOne.of(this);

        Part() {}

        Part(int weight) {
            this.weight = weight;
        }

        @Override
        public String toString() {
            return "part" + weight;
        }
    }

    private final Machine machine = new Machine();
    private final Part light = new Part(1);
    private final Part heavy = new Part(9);

    private static Relmap relmap(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Machine.class, Part.class)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    @Test
    @DisplayName(
            "it is a Collection in the order of the program's own, and keeps both sides in step")
    void aCollection() {
        assertThat(machine.parts.add(light)).isTrue();
        heavy.machine.set(machine);

        assertThat(machine.parts).containsExactly(heavy, light).hasSize(2).contains(light);
        assertThat(light.machine.get()).isSameAs(machine);
        assertThat(machine.parts.as(Rack.class).total()).isEqualTo(10);

        assertThat(machine.parts.remove(light)).isTrue();
        assertThat(machine.parts.remove(light)).isFalse();
        assertThat(light.machine.get()).isNull();
        heavy.machine.set(null);
        assertThat(machine.parts).isEmpty();
    }

    @Test
    @DisplayName("AT-26: what the collection refuses is refused on both sides")
    void refused() {
        machine.parts.add(light);
        Part same = new Part(1);

        assertThatThrownBy(() -> machine.parts.add(same)).hasMessageContaining("a part of 1");
        assertThatThrownBy(() -> same.machine.set(machine)).hasMessageContaining("a part of 1");
        assertThatThrownBy(() -> machine.parts.addAll(List.of(heavy, same)))
                .hasMessageContaining("a part of 1");
        assertThat(machine.parts).containsExactly(light);
        assertThat(same.machine.get()).isNull();
        assertThat(heavy.machine.get()).isNull();
    }

    static final class OnceAdapter implements CollectionAdapter<LinkedHashSet<Nut>, Nut> {
        @Override
        public LinkedHashSet<Nut> create() {
            return new LinkedHashSet<>();
        }

        @Override
        public boolean append(LinkedHashSet<Nut> nuts, Nut nut) {
            return nuts.add(nut);
        }

        @Override
        public void remove(LinkedHashSet<Nut> nuts, Nut nut) {
            nuts.remove(nut);
        }

        @Override
        public Iterable<Nut> elements(LinkedHashSet<Nut> nuts) {
            return nuts;
        }
    }

    @Entity(table = "tin")
    static class Tin {
        @Id @Nullable Long id;

        @CollectionType(OnceAdapter.class)
        @Relationship(backPopulates = "tin")
        final ToCollection<Nut> nuts = ToCollection.of(this);
    }

    @Entity(table = "nut")
    static class Nut {
        @Id @Nullable Long id;

        @ForeignKey("tin.id")
        @Relationship(backPopulates = "nuts")
        final ToOne<Tin> tin = ToOne.of(this);
    }

    @Test
    @DisplayName(
            "an element that is kept once is not added twice, and a failed call leaves it there")
    void keptOnce() {
        Tin tin = new Tin();
        Nut nut = new Nut();
        assertThat(tin.nuts.add(nut)).isTrue();
        assertThat(tin.nuts.add(nut)).isFalse();
        assertThat(tin.nuts.addAll(List.of(nut))).isFalse();
        assertThatThrownBy(() -> tin.nuts.addAll(Arrays.asList(nut, null)))
                .isInstanceOf(NullPointerException.class);
        assertThat(tin.nuts).containsExactly(nut);
        assertThat(nut.tin.get()).isSameAs(tin);
    }

    @Test
    @DisplayName("bulk calls: replaceWith, removeIf, retainAll, clear, iterator")
    void bulkCalls() {
        Part middle = new Part(5);
        machine.parts.replaceWith(List.of(light, middle, heavy));
        assertThat(machine.parts).containsExactly(heavy, middle, light);

        machine.parts.removeIf(part -> part.weight == 5);
        assertThat(middle.machine.get()).isNull();

        Iterator<Part> iterator = machine.parts.iterator();
        iterator.next();
        iterator.remove();
        assertThat(machine.parts).containsExactly(light);
        assertThat(machine.parts.retainAll(List.of())).isTrue();
        assertThat(light.machine.get()).isNull();

        machine.parts.addAll(List.of(light, heavy));
        machine.parts.clear();
        assertThat(List.of(light, heavy)).allMatch(part -> part.machine.get() == null);
    }

    @Test
    @DisplayName("CO-12: changed while it is walked over, the walk fails")
    void failFast() {
        machine.parts.addAll(List.of(light, heavy));
        assertThatThrownBy(() -> machine.parts.forEach(part -> part.machine.set(null)))
                .isInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    @DisplayName("CO-2: it is told whose content it becomes, and when it no longer is")
    void attachedAndDetached() {
        machine.parts.add(light);
        Rack first = machine.parts.as(Rack.class);
        assertThat(first.owner).isSameAs(machine);

        machine.parts.replaceWith(List.of(heavy));
        assertThat(first.owner).isNull();
        assertThat(machine.parts.as(Rack.class).owner).isSameAs(machine);
    }

    @Test
    @DisplayName("what a new object shows before its first change is its own")
    void nothingIsShared() {
        machine.parts.as(Rack.class).byWeight.put(3, light);
        assertThat(new Machine().parts).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @DisplayName("it is flushed and loaded; expiring it detaches the old one")
    void flushedAndLoaded(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> {
                    machine.parts.addAll(List.of(light, heavy));
                    session.add(machine);
                });
        relmap.inTransaction(
                session -> {
                    Machine found = session.get(Machine.class, machine.id);
                    assertThat(found.parts.isLoaded()).isFalse();
                    Rack rack = found.parts.as(Rack.class);
                    assertThat(rack.total()).isEqualTo(10);
                    session.expire(found);
                    assertThat(rack.owner).isNull();
                    found.parts.removeIf(part -> part.weight == 9);
                });
        relmap.inTransaction(
                session -> {
                    Machine found = session.get(Machine.class, machine.id);
                    Part added = new Part(4);
                    added.machine.set(found);
                    assertThat(Inspect.of(found).attribute("parts").history().added())
                            .containsExactly(added);
                    assertThat(found.parts).extracting(part -> part.weight).containsExactly(4, 1);
                });
    }

    @Test
    @DisplayName("a row that the collection refuses fails the load as a whole")
    void aRowThatIsRefused() {
        Relmap relmap = relmap(TestDatabase.H2);
        relmap.inTransaction(
                session -> {
                    machine.parts.addAll(List.of(light, heavy));
                    session.add(machine);
                    session.flush();
                    session.query(Part.class).update(Map.of("weight", 7));
                });
        relmap.inTransaction(
                session -> {
                    Machine found = session.get(Machine.class, machine.id);
                    assertThatThrownBy(() -> found.parts.size())
                            .hasMessageContaining("a part of 7");
                    assertThat(found.parts.isLoaded()).isFalse();
                });
    }

    @Test
    @DisplayName("CO-13: it comes back from a stream")
    void serialized() throws Exception {
        machine.parts.addAll(List.of(light, heavy));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(machine);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Machine copy = (Machine) in.readObject();
            assertThat(copy.parts).extracting(part -> part.weight).containsExactly(9, 1);
            assertThat(copy.parts).allMatch(part -> part.machine.get() == copy);
        }
    }

    // What is wrong ------------------------------------------------------------------------------

    @Entity(table = "shed")
    static class Untold {
        @Id @Nullable Long id;
        final ToCollection<Part> parts = ToCollection.of(this);
    }

    @Entity(table = "shed")
    static class NoAdapter {
        @Id @Nullable Long id;

        @CollectionType(ArrayList.class)
        final ToCollection<Part> parts = ToCollection.of(this);
    }

    @Entity(table = "shed")
    static class NoToCollection {
        @Id @Nullable Long id;

        @CollectionType(RackAdapter.class)
        final ToList<Part> parts = ToList.of(this);
    }

    private static void wrong(Class<?> owner, String... facts) {
        assertThatThrownBy(
                        () ->
                                Relmap.builder()
                                        .dataSource(TestDatabase.H2.freshDataSource())
                                        .entities(owner, Machine.class, Part.class)
                                        .build())
                .isInstanceOf(MappingException.class)
                .hasMessageContainingAll(facts);
    }

    @Test
    @DisplayName(
            "an adapter that is missing, is none, or stands on another holder, is an error at build")
    void wrongMappings() {
        wrong(Untold.class, "Untold.parts", "@CollectionType");
        wrong(NoAdapter.class, "NoAdapter.parts", "ArrayList", "CollectionAdapter");
        wrong(NoToCollection.class, "NoToCollection.parts", "@CollectionType", "ToCollection");
    }
}
