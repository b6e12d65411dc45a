package io.relmap.backref;

import static io.relmap.mapping.Content.LIST;
import static io.relmap.mapping.Content.MAP;
import static io.relmap.mapping.Content.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.backref.MemoryModel.Side;
import io.relmap.backref.MemoryModel.Thing;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Behaviour;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransientScenariosTest {

    private static MemoryModel lists(Behaviour behaviour) {
        return new MemoryModel(behaviour)
                .pair("P", Side.of("kids", LIST), "C", Side.of("parent", REFERENCE));
    }

    private static MemoryModel oneToOne(Behaviour behaviour) {
        return new MemoryModel(behaviour)
                .pair("P", Side.of("kid", REFERENCE), "C", Side.of("parent", REFERENCE));
    }

    private static MemoryModel maps(Behaviour behaviour) {
        return new MemoryModel(behaviour)
                .pair("P", Side.of("kids", MAP), "C", Side.of("parent", REFERENCE));
    }

    private static Thing keyed(MemoryModel model, String name, String key) {
        Thing thing = model.make("C", name);
        thing.key(key);
        return thing;
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("AT-39, AT-41, W-1: adding sets the reference, setting the reference adds")
    void bothSidesFollow(Behaviour behaviour) {
        MemoryModel model = lists(behaviour);
        Thing p = model.make("P", "p");
        Thing c = model.make("C", "c");
        Thing d = model.make("C", "d");
        model.add(p, "kids", c);
        model.set(d, "parent", p);
        assertThat(model.get(c, "parent")).isSameAs(p);
        assertThat(model.all(p, "kids")).containsExactly(c, d);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("AT-42, W-2: an element moves, from either side")
    void anElementMoves(Behaviour behaviour) {
        MemoryModel model = lists(behaviour);
        Thing p1 = model.make("P", "p1");
        Thing p2 = model.make("P", "p2");
        Thing c = model.make("C", "c");
        model.add(p1, "kids", c);
        model.add(p2, "kids", c);
        assertThat(model.all(p1, "kids")).isEmpty();
        assertThat(model.all(p2, "kids")).containsExactly(c);
        assertThat(model.get(c, "parent")).isSameAs(p2);
        model.set(c, "parent", p1);
        assertThat(model.all(p1, "kids")).containsExactly(c);
        assertThat(model.all(p2, "kids")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("AT-40, W-3: removing clears the reference, clearing the reference removes")
    void removalIsCarried(Behaviour behaviour) {
        MemoryModel model = lists(behaviour);
        Thing p = model.make("P", "p");
        Thing c = model.make("C", "c");
        model.add(p, "kids", c);
        model.remove(p, "kids", c);
        assertThat(model.get(c, "parent")).isNull();
        model.add(p, "kids", c);
        model.set(c, "parent", null);
        assertThat(model.all(p, "kids")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("AT-40, CO-11, W-4: a reference stays while one occurrence is left")
    void aReferenceStaysWhileOneOccurrenceIsLeft(Behaviour behaviour) {
        MemoryModel model = lists(behaviour);
        Thing p = model.make("P", "p");
        Thing c = model.make("C", "c");
        model.add(p, "kids", c, c);
        model.remove(p, "kids", c);
        assertThat(model.all(p, "kids")).containsExactly(c);
        assertThat(model.get(c, "parent")).isSameAs(p);
        model.remove(p, "kids", c);
        assertThat(model.all(p, "kids")).isEmpty();
        assertThat(model.get(c, "parent")).isNull();
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("CO-11, W-5: clearing the reference of a duplicate")
    void clearingTheReferenceOfADuplicate(Behaviour behaviour) {
        MemoryModel model = lists(behaviour);
        Thing p = model.make("P", "p");
        Thing c = model.make("C", "c");
        model.add(p, "kids", c, c);
        model.set(c, "parent", null);
        assertThat(model.get(c, "parent")).isNull();
        assertThat(model.all(p, "kids")).hasSize(behaviour == Behaviour.STRICT ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("CO-11, W-7: clearing a list with duplicates")
    void clearingAListWithDuplicates(Behaviour behaviour) {
        MemoryModel model = lists(behaviour);
        Thing p = model.make("P", "p");
        Thing c = model.make("C", "c");
        model.add(p, "kids", c, c);
        model.collection(p, "kids").clear(p.state());
        assertThat(model.all(p, "kids")).isEmpty();
        assertThat(model.get(c, "parent")).isSameAs(behaviour == Behaviour.STRICT ? null : p);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("CO-4, W-8: swapping two elements keeps their owner")
    void swappingKeepsOwners(Behaviour behaviour) {
        MemoryModel model = lists(behaviour);
        Thing p = model.make("P", "p");
        Thing a = model.make("C", "a");
        Thing b = model.make("C", "b");
        Thing c = model.make("C", "c");
        model.add(p, "kids", a, b, c);
        model.collection(p, "kids").setAt(p.state(), 1, c);
        model.collection(p, "kids").setAt(p.state(), 2, b);
        assertThat(model.all(p, "kids")).containsExactly(a, c, b);
        assertThat(model.get(a, "parent")).isSameAs(p);
        assertThat(model.get(b, "parent")).isSameAs(p);
        assertThat(model.get(c, "parent")).isSameAs(p);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("CO-8, W-9: replacing a list by another one")
    void replacingAList(Behaviour behaviour) {
        MemoryModel model = lists(behaviour);
        Thing p1 = model.make("P", "p1");
        Thing p2 = model.make("P", "p2");
        Thing a = model.make("C", "a");
        Thing b = model.make("C", "b");
        Thing c = model.make("C", "c");
        model.add(p1, "kids", a, b);
        model.add(p2, "kids", c);
        model.replace(p1, "kids", b, c);
        assertThat(model.get(a, "parent")).isNull();
        assertThat(model.get(c, "parent")).isSameAs(p1);
        assertThat(model.all(p1, "kids")).containsExactly(b, c);
        assertThat(model.all(p2, "kids")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName(
            "AT-44, W-10 to W-13: one-to-one releases partners; strict leaves no third reference")
    void oneToOneReleasesPartners(Behaviour behaviour) {
        boolean strict = behaviour == Behaviour.STRICT;
        MemoryModel model = oneToOne(behaviour);
        Thing p = model.make("P", "p");
        Thing q = model.make("P", "q");
        Thing c = model.make("C", "c");
        Thing d = model.make("C", "d");
        model.set(p, "kid", c);
        model.set(p, "kid", d);
        assertThat(model.get(c, "parent")).isNull();
        assertThat(model.get(d, "parent")).isSameAs(p);

        model.set(q, "kid", d);
        assertThat(model.get(d, "parent")).isSameAs(q);
        assertThat(model.get(q, "kid")).isSameAs(d);
        assertThat(model.get(p, "kid")).isSameAs(strict ? null : d);

        model = oneToOne(behaviour);
        p = model.make("P", "p");
        q = model.make("P", "q");
        c = model.make("C", "c");
        d = model.make("C", "d");
        model.set(c, "parent", p);
        model.set(d, "parent", p);
        assertThat(model.get(p, "kid")).isSameAs(d);
        assertThat(model.get(c, "parent")).isSameAs(strict ? null : p);
        model.set(d, "parent", q);
        assertThat(model.get(p, "kid")).isNull();
        assertThat(model.get(q, "kid")).isSameAs(d);
    }

    /** The table of AT-44; p1-c1 and p2-c2 are linked at first. */
    @Nested
    class TableOfOneToOne {

        @ParameterizedTest
        @EnumSource(Behaviour.class)
        @DisplayName("AT-44: p1.kid = c2")
        void theOneSideTakesAnothersPartner(Behaviour behaviour) {
            Linked linked = new Linked(behaviour);
            linked.model.set(linked.p1, "kid", linked.c2);
            linked.check(linked.c2, linked.strictly(null, linked.c2), null, linked.p1);
        }

        @ParameterizedTest
        @EnumSource(Behaviour.class)
        @DisplayName("AT-44: c1.parent = p2")
        void theManySideTakesAnothersPartner(Behaviour behaviour) {
            Linked linked = new Linked(behaviour);
            linked.model.set(linked.c1, "parent", linked.p2);
            linked.check(null, linked.c1, linked.p2, linked.strictly(null, linked.p2));
        }

        @ParameterizedTest
        @EnumSource(Behaviour.class)
        @DisplayName("AT-44: p1.kid = null")
        void nullReleases(Behaviour behaviour) {
            Linked linked = new Linked(behaviour);
            linked.model.set(linked.p1, "kid", null);
            linked.check(null, linked.c2, null, linked.p2);
        }

        @ParameterizedTest
        @EnumSource(Behaviour.class)
        @DisplayName("AT-44: p1.kid = c3, c3.parent = p1")
        void aNewPartnerComesIn(Behaviour behaviour) {
            Linked linked = new Linked(behaviour);
            Thing c3 = linked.model.make("C", "c3");
            linked.model.set(linked.p1, "kid", c3);
            linked.check(c3, linked.c2, null, linked.p2);
            linked = new Linked(behaviour);
            c3 = linked.model.make("C", "c3");
            linked.model.set(c3, "parent", linked.p1);
            linked.check(c3, linked.c2, linked.strictly(null, linked.p1), linked.p2);
        }

        @ParameterizedTest
        @EnumSource(Behaviour.class)
        @DisplayName("AT-44: p2.kid = c1, p2.kid empty before")
        void anEmptySideTakesAnothersPartner(Behaviour behaviour) {
            Linked linked = new Linked(behaviour);
            linked.model.set(linked.p2, "kid", null);
            linked.model.set(linked.p2, "kid", linked.c1);
            linked.check(linked.strictly(null, linked.c1), linked.c1, linked.p2, null);
        }
    }

    private static final class Linked {
        private final MemoryModel model;
        private final boolean strict;
        private final Thing p1;
        private final Thing p2;
        private final Thing c1;
        private final Thing c2;

        private Linked(Behaviour behaviour) {
            strict = behaviour == Behaviour.STRICT;
            model = oneToOne(behaviour);
            p1 = model.make("P", "p1");
            p2 = model.make("P", "p2");
            c1 = model.make("C", "c1");
            c2 = model.make("C", "c2");
            model.set(p1, "kid", c1);
            model.set(p2, "kid", c2);
        }

        private Thing strictly(Thing strictly, Thing byReference) {
            return strict ? strictly : byReference;
        }

        private void check(Thing kid1, Thing kid2, Thing parent1, Thing parent2) {
            assertThat(model.get(p1, "kid")).as("p1.kid").isSameAs(kid1);
            assertThat(model.get(p2, "kid")).as("p2.kid").isSameAs(kid2);
            assertThat(model.get(c1, "parent")).as("c1.parent").isSameAs(parent1);
            assertThat(model.get(c2, "parent")).as("c2.parent").isSameAs(parent2);
        }
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("AT-42, W-15: both sides of a many-to-many keep equal counts")
    void manyToManyKeepsCounts(Behaviour behaviour) {
        MemoryModel model =
                new MemoryModel(behaviour)
                        .pair(
                                "L",
                                Side.of("rs", LIST).manyToMany(),
                                "R",
                                Side.of("ls", LIST).manyToMany());
        Thing l = model.make("L", "l");
        Thing r = model.make("R", "r");
        model.add(l, "rs", r);
        assertThat(model.all(r, "ls")).containsExactly(l);
        model.add(l, "rs", r);
        assertThat(model.all(r, "ls")).containsExactly(l, l);
        model.remove(l, "rs", r);
        assertThat(model.all(r, "ls")).containsExactly(l);
        assertThat(model.all(l, "rs")).containsExactly(r);
    }

    @Test
    @DisplayName("AT-36, W-16: with syncBackref off a side does not push")
    void aSideThatDoesNotPush() {
        MemoryModel model =
                new MemoryModel(Behaviour.STRICT)
                        .pair(
                                "P",
                                Side.of("kids", LIST),
                                "C",
                                Side.of("parent", REFERENCE).syncOff());
        Thing p = model.make("P", "p");
        Thing c = model.make("C", "c");
        Thing d = model.make("C", "d");
        model.add(p, "kids", c);
        model.set(d, "parent", p);
        assertThat(model.get(c, "parent")).isSameAs(p);
        assertThat(model.all(p, "kids")).containsExactly(c);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("AT-42, W-17: an object may be its own parent")
    void anObjectMayBeItsOwnParent(Behaviour behaviour) {
        MemoryModel model =
                new MemoryModel(behaviour)
                        .pair("N", Side.of("kids", LIST), "N", Side.of("parent", REFERENCE));
        Thing a = model.make("N", "a");
        Thing b = model.make("N", "b");
        model.add(a, "kids", b);
        model.set(b, "parent", b);
        assertThat(model.all(a, "kids")).isEmpty();
        assertThat(model.all(b, "kids")).containsExactly(b);
        model.set(b, "parent", a);
        assertThat(model.all(b, "kids")).isEmpty();
        assertThat(model.all(a, "kids")).containsExactly(b);
    }

    @Test
    @DisplayName("AT-2, AT-7, W-23: reading records nothing, setting null does")
    void readingRecordsNothing() {
        MemoryModel model = lists(Behaviour.STRICT);
        Thing c = model.make("C", "c");
        assertThat(model.get(c, "parent")).isNull();
        assertThat(model.history(c, "parent")).isEqualTo("-|-|-");
        model.set(c, "parent", null);
        assertThat(model.history(c, "parent")).isEqualTo("null|-|-");
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("CO-22, W-27: put displaces who is under the key")
    void putDisplaces(Behaviour behaviour) {
        MemoryModel model = maps(behaviour);
        Thing p = model.make("P", "p");
        Thing a = keyed(model, "a", "k");
        Thing b = keyed(model, "b", "k");
        model.collection(p, "kids").put(p.state(), "k", a);
        model.collection(p, "kids").put(p.state(), "k", b);
        assertThat(model.get(a, "parent")).isNull();
        assertThat(model.get(b, "parent")).isSameAs(p);
        assertThat(model.all(p, "kids")).containsExactly(b);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("CO-23, AT-45, W-28: displacement through the reference")
    void displacementThroughTheReference(Behaviour behaviour) {
        MemoryModel model = maps(behaviour);
        Thing p = model.make("P", "p");
        Thing a = keyed(model, "a", "k");
        Thing b = keyed(model, "b", "k");
        model.set(a, "parent", p);
        model.set(b, "parent", p);
        assertThat(model.all(p, "kids")).containsExactly(b);
        assertThat(model.get(a, "parent")).isSameAs(behaviour == Behaviour.STRICT ? null : p);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("CO-24, W-29: a changed key leaves the entry behind")
    void aChangedKeyLeavesTheEntryBehind(Behaviour behaviour) {
        MemoryModel model = maps(behaviour);
        Thing p = model.make("P", "p");
        Thing a = keyed(model, "a", "k");
        model.set(a, "parent", p);
        a.key("other");
        model.set(a, "parent", null);
        assertThat(model.get(a, "parent")).isNull();
        assertThat(model.all(p, "kids")).hasSize(behaviour == Behaviour.STRICT ? 0 : 1);
    }

    @Test
    @DisplayName("CO-24, W-29: leaving under another element's key is refused by the reference")
    void leavingUnderAnothersKeyIsRefused() {
        MemoryModel model = maps(Behaviour.REFERENCE);
        Thing p = model.make("P", "p");
        Thing b = keyed(model, "b", "b");
        Thing c = keyed(model, "c", "c");
        model.set(b, "parent", p);
        model.set(c, "parent", p);
        c.key("b");
        assertThatThrownBy(() -> model.set(c, "parent", null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("P.kids");
        assertThat(model.get(c, "parent")).isSameAs(p);
        assertThat(model.all(p, "kids")).containsExactly(b, c);
    }

    @Test
    @DisplayName("CO-25, W-31: bulk replace computes keys, put takes the key given")
    void keysOfMaps() {
        MemoryModel model = maps(Behaviour.STRICT);
        Thing p = model.make("P", "p");
        Thing a = model.make("C", "a");
        Thing b = model.make("C", "b");
        model.replace(p, "kids", a);
        model.collection(p, "kids").put(p.state(), "other", b);
        assertThat(
                        ((io.relmap.state.MapMembers) model.collection(p, "kids").read(p.state()))
                                .entries())
                .containsOnlyKeys("a", "other");
    }

    @Test
    @DisplayName("CO-26: a null key is refused, and nothing changes")
    void aNullKeyIsRefused() {
        MemoryModel model = maps(Behaviour.STRICT);
        Thing p = model.make("P", "p");
        Thing a = keyed(model, "a", null);
        assertThatThrownBy(() -> model.set(a, "parent", p))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("key");
        assertThat(model.get(a, "parent")).isNull();
        assertThat(model.all(p, "kids")).isEmpty();
    }

    @Test
    @DisplayName(
            "AT-11, AT-36, W-33: a view-only side neither pushes nor is pushed, and has no history")
    void viewOnly() {
        MemoryModel model =
                new MemoryModel(Behaviour.STRICT)
                        .pair(
                                "P",
                                Side.of("kids", LIST).viewOnly(),
                                "C",
                                Side.of("parent", REFERENCE));
        Thing x = model.make("P", "x");
        Thing y = model.make("C", "y");
        Thing z = model.make("C", "z");
        model.set(y, "parent", x);
        assertThat(model.all(x, "kids")).isEmpty();
        model.add(x, "kids", z);
        assertThat(model.get(z, "parent")).isNull();
        assertThat(model.history(x, "kids")).isEqualTo("-|z|-");
        assertThat(x.state().isModified()).isFalse();
    }

    @Test
    @DisplayName("AT-47: two relationships that name one reverse conflict, and nothing changes")
    void conflict() {
        MemoryModel model =
                new MemoryModel(Behaviour.STRICT)
                        .relate("P", "C", Side.of("kids", LIST).reverse("parent"))
                        .relate("P", "C", Side.of("others", LIST).reverse("parent"))
                        .relate("C", "P", Side.of("parent", REFERENCE).reverse("others"));
        Thing p = model.make("P", "p");
        Thing c = model.make("C", "c");
        assertThatThrownBy(() -> model.add(p, "kids", c))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("P.kids")
                .hasMessageContaining("C.parent")
                .hasMessageContaining("P.others");
        assertThat(model.all(p, "kids")).isEmpty();
        assertThat(model.get(c, "parent")).isNull();
    }

    @Test
    @DisplayName("CA-50, W-52: a second parent is refused, from the side that says so only")
    void aSecondParentIsRefused() {
        MemoryModel model =
                new MemoryModel(Behaviour.STRICT)
                        .pair(
                                "P",
                                Side.of("kids", LIST),
                                "C",
                                Side.of("parent", REFERENCE).singleParent().deleteOrphan());
        Thing p = model.make("P", "p");
        Thing a = model.make("C", "a");
        Thing b = model.make("C", "b");
        model.set(a, "parent", p);
        assertThatThrownBy(() -> model.set(b, "parent", p))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("only one parent");
        assertThat(model.get(b, "parent")).isNull();
        model.add(p, "kids", b);
        assertThat(model.get(b, "parent")).isSameAs(p);
    }

    @Test
    @DisplayName("CO-10, W-93: null and foreign elements are refused at the call")
    void wrongElementsAreRefused() {
        MemoryModel model = lists(Behaviour.REFERENCE);
        Thing p = model.make("P", "p");
        assertThatThrownBy(() -> model.add(p, "kids", (Thing) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("P.kids");
        assertThatThrownBy(() -> model.add(p, "kids", model.make("P", "q")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P.kids");
        assertThat(model.all(p, "kids")).isEmpty();
    }

    @Test
    @DisplayName("AT-31, W-49: a record names its owner: removal by another owner leaves it")
    void removalByAnotherOwnerLeavesTheRecord() {
        MemoryModel model =
                new MemoryModel(Behaviour.REFERENCE)
                        .relate("P", "C", Side.of("kids", LIST).deleteOrphan());
        Thing p1 = model.make("P", "p1");
        Thing p2 = model.make("P", "p2");
        Thing c = model.make("C", "c");
        model.add(p1, "kids", c);
        model.add(p2, "kids", c);
        model.remove(p1, "kids", c);
        assertThat(model.attribute(p1, "kids").hasParent(c.state())).isTrue();
    }

    @Test
    @DisplayName("AT-32, W-109: the record goes with the last occurrence")
    void theRecordGoesWithTheLastOccurrence() {
        MemoryModel model =
                new MemoryModel(Behaviour.REFERENCE)
                        .relate("P", "C", Side.of("kids", LIST).deleteOrphan());
        Thing p = model.make("P", "p");
        Thing c = model.make("C", "c");
        model.add(p, "kids", c, c);
        model.remove(p, "kids", c);
        assertThat(model.attribute(p, "kids").hasParent(c.state())).isTrue();
        model.remove(p, "kids", c);
        assertThat(model.attribute(p, "kids").hasParent(c.state())).isFalse();
        assertThat(c.state().isFlaggedAsOrphan()).isTrue();
    }
}
