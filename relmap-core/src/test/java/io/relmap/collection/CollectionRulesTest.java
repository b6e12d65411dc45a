package io.relmap.collection;

import static io.relmap.mapping.Content.MAP;
import static io.relmap.mapping.Content.SET;
import static io.relmap.testsupport.Family.links;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.testsupport.Family;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists, sets and maps of related objects, in memory and against their rows. */
class CollectionRulesTest {

    private World world;

    private World begin(Consumer<MappingBuilder> mapping) {
        world = World.of(mapping).open();
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    // Lists ------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "CO-1: loaded in the relationship's order, which is not kept up in memory; on every database")
    void theOrderOfALoad(TestDatabase database) {
        world = World.of(lists(r -> r.orderBy("C.name desc"), plain())).on(database).open();
        world.rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity n = world.newC("z");
        assertThat(p1.list("kids")).extracting(c -> c.get("name")).containsExactly("c2", "c1");
        p1.list("kids").add(n);
        assertThat(p1.list("kids")).extracting(c -> c.get("name")).containsExactly("c2", "c1", "z");
        world.session().commit();
        assertThat(p1.list("kids")).extracting(c -> c.get("name")).containsExactly("z", "c2", "c1");
    }

    @Test
    @DisplayName(
            "CO-1, CO-11, W-15: a list takes an element twice; both sides of a link count alike")
    void duplicates() {
        begin(links(plain(), plain()));
        DynamicEntity l = world.make("L");
        DynamicEntity r = world.make("R");
        l.list("rs").addAll(List.of(r, r));
        assertThat(r.list("ls")).containsExactly(l, l);
        l.list("rs").remove(r);
        assertThat(r.list("ls")).containsExactly(l);
        assertThat(l.list("rs")).containsExactly(r);
    }

    @Test
    @DisplayName("CO-2: loading, refreshing and applying a queue raise no event and no history")
    void loadingRaisesNoEvent() {
        List<String> events = new ArrayList<>();
        begin(
                        lists(
                                r ->
                                        r.listeners(
                                                new io.relmap.observe.AttributeListener() {
                                                    @Override
                                                    public Object append(
                                                            io.relmap.observe.AttributeEvent event,
                                                            Object element) {
                                                        events.add("append");
                                                        return element;
                                                    }
                                                }),
                                plain()))
                .rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity n = world.newC("n");
        n.set("parent", p1);
        assertThat(events).as("at queueing time").containsExactly("append");
        var unused = p1.list("kids").size(); // loads it
        world.session().refresh(p1, List.of("kids"));
        assertThat(events).hasSize(1);
        assertThat(world.history(p1, "kids")).isEqualTo("-|c1,c2|-");
    }

    @Test
    @DisplayName(
            "CO-3, AT-26: an element that is refused takes back what the same call has done before")
    void oneRefusedElement() {
        begin(lists(r -> r.singleParent(), plain()));
        DynamicEntity p = world.newP("p");
        DynamicEntity q = world.newP("q");
        DynamicEntity a = world.newC("a");
        DynamicEntity b = world.newC("b");
        q.list("kids").add(b);
        refused(ErrorCode.SINGLE_PARENT, () -> p.list("kids").addAll(List.of(a, b)));
        assertThat(p.list("kids")).isEmpty();
        assertThat(a.get("parent")).isNull();
        assertThat(b.get("parent")).isSameAs(q);
    }

    @Test
    @DisplayName(
            "CO-8, W-9, W-104: a whole content: what stays is untouched, the same again is no change")
    void aWholeContent() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        p1.list("kids").replaceWith(List.of(c1));
        assertThat(world.history(p1, "kids")).isEqualTo("-|c1|-");
        p1.list("kids").replaceWith(p1.list("kids"));
        assertThat(p1.list("kids")).containsExactly(c1);
        assertThat(world.session().isModified(p1)).isFalse();
    }

    @Test
    @DisplayName("CO-10, CO-8: null and objects of another entity are refused where they are given")
    void nullAndOtherObjects() {
        begin(lists());
        DynamicEntity p = world.newP("p");
        assertThatThrownBy(() -> p.list("kids").add(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("P.kids");
        assertThatThrownBy(() -> p.list("kids").add(world.newP("other")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P.kids")
                .hasMessageContaining("C");
        assertThatThrownBy(() -> p.list("kids").replaceWith(null))
                .isInstanceOf(NullPointerException.class);
        assertThat(isLoaded(p, "kids")).isFalse();
    }

    @Test
    @DisplayName(
            "CO-12, W-112: changing the list that is walked over, through the other side, fails at the next step")
    void changingWhatIsWalkedOver() {
        begin(lists());
        DynamicEntity p = world.newP("p");
        p.list("kids").addAll(List.of(world.newC("a"), world.newC("b"), world.newC("c")));
        assertThatThrownBy(
                        () -> {
                            for (DynamicEntity c : p.list("kids")) {
                                c.set("parent", null);
                            }
                        })
                .isInstanceOf(ConcurrentModificationException.class);
        List.copyOf(p.list("kids")).forEach(c -> c.set("parent", null));
        assertThat(p.list("kids")).isEmpty();
    }

    // Sets -------------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "CO-5, CO-6, CA-10, W-26: adding to a set again is no change, but carries into the session")
    void addingToASetAgain() {
        begin(pair(SET, r -> r.cascadeBackrefs(false), plain())).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c = world.newC("c");
        c.set("parent", p1);
        var unused = p1.set("kids").size(); // loads it
        assertThat(world.session().contains(c)).isFalse();
        assertThat(p1.set("kids").add(c)).isFalse();
        assertThat(world.session().contains(c)).isTrue();
        assertThat(world.history(p1, "kids")).isEqualTo("c|-|-");
    }

    // Maps -------------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "CO-20, CO-21, W-31: by value under the computed key, by put under the one given; loads compute")
    void keysOfAMap() {
        begin(pair(MAP, plain(), plain()));
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("a");
        DynamicEntity b = world.newC("b");
        a.set("parent", p);
        p.map("kids").put("other", b);
        assertThat(p.map("kids")).isEqualTo(Map.of("a", a, "other", b));
        assertThat(p.map("kids").values()).containsExactly(a, b);
        world.session().add(p);
        world.session().commit();
        assertThat(p.map("kids").keySet()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @DisplayName("CO-25, W-31: a whole content of a map counts by its values")
    void aWholeContentOfAMap() {
        begin(pair(MAP, plain(), plain()));
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("a");
        p.set("kids", List.of(a));
        assertThat(p.map("kids")).isEqualTo(Map.of("a", a));
        assertThat(a.get("parent")).isSameAs(p);
    }

    @Test
    @DisplayName("CO-22, W-27: put on a key in use takes the occupant out, on both sides")
    void putOnAKeyInUse() {
        begin(pair(MAP, plain(), plain()));
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("k");
        DynamicEntity b = world.newC("k");
        p.map("kids").put("k", a);
        p.map("kids").put("k", b);
        assertThat(a.get("parent")).isNull();
        assertThat(b.get("parent")).isSameAs(p);
        assertThat(p.map("kids")).isEqualTo(Map.of("k", b));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CO-23, AT-45, AT-46, W-28: who comes by the reference displaces the occupant")
    void displacedThroughTheReference(Behaviour behaviour) {
        world = World.of(pair(MAP, plain(), plain())).behaviour(behaviour).open();
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("k");
        DynamicEntity b = world.newC("k");
        a.set("parent", p);
        b.set("parent", p);
        assertThat(p.map("kids")).isEqualTo(Map.of("k", b));
        assertThat(a.get("parent")).isEqualTo(behaviour == Behaviour.STRICT ? null : p);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "CO-24, AT-46, W-29: a key that changes later: the entry stays; leaving by value finds it if strict")
    void aKeyThatChanges(Behaviour behaviour) {
        boolean strict = behaviour == Behaviour.STRICT;
        world = World.of(pair(MAP, plain(), plain())).behaviour(behaviour).open();
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("a");
        DynamicEntity b = world.newC("b");
        DynamicEntity c = world.newC("c");
        List.of(a, b, c).forEach(kid -> kid.set("parent", p));
        a.set("name", "renamed");
        assertThat(p.map("kids")).containsEntry("a", a).doesNotContainKey("renamed");
        a.set("parent", null);
        assertThat(a.get("parent")).isNull();
        assertThat(p.map("kids").containsKey("a")).isEqualTo(!strict);
        c.set("name", "b");
        if (strict) {
            c.set("parent", null);
            assertThat(p.map("kids")).isEqualTo(Map.of("b", b));
        } else {
            refused(
                    ErrorCode.MAP_KEY,
                    () -> c.set("parent", null),
                    "P.kids",
                    "name = b",
                    "keys must not change");
            assertThat(c.get("parent")).isSameAs(p);
        }
    }

    @Test
    @DisplayName("CO-24, W-30: a load makes the map anew, with the keys of now")
    void aLoadMakesTheMapAnew() {
        begin(pair(MAP, plain(), plain())).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = p1.map("kids").get("c1");
        c1.set("name", "renamed");
        assertThat(p1.map("kids")).containsKey("c1");
        world.session().commit();
        assertThat(p1.map("kids")).isEqualTo(Map.of("renamed", c1));
    }

    @Test
    @DisplayName(
            "CO-26, SE-95 no. 18: an element without its key is refused, naming element, relationship, key and remedy")
    void anElementWithoutItsKey() {
        begin(pair(MAP, plain(), plain()));
        DynamicEntity p = world.newP("p");
        DynamicEntity keyless = world.make("C");
        refused(
                ErrorCode.MAP_KEY,
                () -> keyless.set("parent", p),
                "C@",
                "P.kids",
                "name",
                "Set the key before linking");
        assertThat(keyless.get("parent")).isNull();
        assertThatThrownBy(() -> p.map("kids").put(null, world.newC("x")))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("P.kids")
                .hasMessageContaining("give the key");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "CO-27, AT-46: under two keys: the owner is cleared when either leaves, if strict when the last does")
    void underTwoKeys(Behaviour behaviour) {
        world = World.of(pair(MAP, plain(), plain())).behaviour(behaviour).open();
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("a");
        p.map("kids").put("one", a);
        p.map("kids").put("two", a);
        p.map("kids").remove("one");
        assertThat(a.get("parent")).isEqualTo(behaviour == Behaviour.STRICT ? p : null);
        p.map("kids").remove("two");
        assertThat(a.get("parent")).isNull();
    }

    @Test
    @DisplayName("CO-20: the key may be computed by a function")
    void aComputedKey() {
        begin(
                        mapping ->
                                mapping.mapDynamic(
                                                "P",
                                                Family.parents(),
                                                p ->
                                                        p.map(
                                                                "kids",
                                                                "C",
                                                                r ->
                                                                        r.key(
                                                                                c ->
                                                                                        String
                                                                                                .valueOf(
                                                                                                        ((DynamicEntity)
                                                                                                                        c)
                                                                                                                .get(
                                                                                                                        "name"))
                                                                                                .length())))
                                        .mapDynamic("C", Family.children(), c -> {}))
                .rows(1);
        DynamicEntity p1 = world.p(1);
        assertThat(p1.map("kids").keySet()).containsExactly(2);
        p1.map("kids").put(5, world.newC("abcde"));
        assertThat(p1.map("kids").keySet()).containsExactly(2, 5);
    }
}
