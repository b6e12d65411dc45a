package io.relmap.session;

import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.mapping.Content.REFERENCE;
import static io.relmap.testsupport.Family.linksOneWay;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.oneWay;
import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.Family.upwards;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.RelmapBuilder;
import io.relmap.annotation.Cascade;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.schema.UniqueConstraint;
import io.relmap.testsupport.Family;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "02, 6.2: each point on which the two behaviours differ, in both, as a whole and by itself")
class BehaviourPointsTest {

    private World world;
    private boolean strict;

    /** What decides the point of a test: the behaviour as a whole, or the point by itself. */
    private enum Way {
        STRICT,
        REFERENCE,
        STRICT_BY_ITSELF,
        REFERENCE_BY_ITSELF
    }

    private World begin(Consumer<MappingBuilder> mapping, Way way, BehaviourPoint point) {
        strict = way == Way.STRICT || way == Way.STRICT_BY_ITSELF;
        Consumer<RelmapBuilder> behaviour =
                switch (way) {
                    case STRICT -> b -> b.behaviour(Behaviour.STRICT);
                    case REFERENCE -> b -> b.behaviour(Behaviour.REFERENCE);
                    case STRICT_BY_ITSELF ->
                            b ->
                                    b.behaviour(point, Behaviour.STRICT)
                                            .behaviour(Behaviour.REFERENCE);
                    case REFERENCE_BY_ITSELF ->
                            b ->
                                    b.behaviour(Behaviour.STRICT)
                                            .behaviour(point, Behaviour.REFERENCE);
                };
        world = World.of(mapping).with(behaviour).open();
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static void noCascade(RelationshipMapping relationship) {
        relationship.cascade(Cascade.NONE);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("AT-44, AT-46, W-10, W-13, W-123: a displaced one-to-one partner, and its row")
    void aDisplacedPartner(Way way) {
        begin(pair(REFERENCE, plain(), plain()), way, BehaviourPoint.DISPLACED_ELEMENTS);
        DynamicEntity p1 = world.newP("p1");
        DynamicEntity p2 = world.newP("p2");
        DynamicEntity c1 = world.newC("c1");
        DynamicEntity c2 = world.newC("c2");
        p1.set("kid", c1);
        p2.set("kid", c2);
        p1.set("kid", c2);
        assertThat(c1.get("parent")).isNull();
        assertThat(c2.get("parent")).isSameAs(p1);
        assertThat(p2.get("kid")).isEqualTo(strict ? null : c2);
        world.session().addAll(List.of(p1, p2));
        world.session().commit();
        // which of two owners the row names the reference leaves to chance: here the member's own
        // reference decides
        assertThat(world.read("select c.name, p.name from c left join p on c.p_id = p.id"))
                .containsExactly("c2, p1");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("AT-44, W-123: of two owners of one new object the one counts that it refers to")
    void anObjectOfTwoOwners(Way way) {
        begin(pair(REFERENCE, plain(), plain()), way, BehaviourPoint.DISPLACED_ELEMENTS);
        for (boolean firstWins : List.of(true, false)) {
            DynamicEntity p1 = world.newP("p1" + firstWins);
            DynamicEntity p2 = world.newP("p2" + firstWins);
            DynamicEntity c = world.newC("c" + firstWins);
            (firstWins ? p2 : p1).set("kid", c);
            (firstWins ? p1 : p2).set("kid", c);
            world.session().addAll(List.of(p1, p2));
        }
        world.session().commit();
        assertThat(world.read("select c.name, p.name from c join p on c.p_id = p.id order by 1"))
                .containsExactly("cfalse, p2false", "ctrue, p1true");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "AT-44: of two lists without a reference back the one counts that took the object last")
    void anObjectOfTwoLists(Way way) {
        begin(oneWay(relationship -> {}), way, BehaviourPoint.DISPLACED_ELEMENTS);
        for (boolean firstWins : List.of(true, false)) {
            DynamicEntity p1 = world.newP("p1" + firstWins);
            DynamicEntity p2 = world.newP("p2" + firstWins);
            DynamicEntity c = world.newC("c" + firstWins);
            (firstWins ? p2 : p1).list("kids").add(c);
            (firstWins ? p1 : p2).list("kids").add(c);
            world.session().addAll(List.of(p1, p2));
        }
        world.session().commit();
        assertThat(world.read("select c.name, p.name from c join p on c.p_id = p.id order by 1"))
                .containsExactly("cfalse, p2false", "ctrue, p1true");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("AT-46, CO-11, W-5, W-7, W-124: duplicates in a list, and the row")
    void duplicatesInAList(Way way) {
        begin(lists(), way, BehaviourPoint.DISPLACED_ELEMENTS);
        DynamicEntity p = world.newP("p");
        DynamicEntity c = world.newC("c");
        p.list("kids").addAll(List.of(c, c));
        c.set("parent", null);
        assertThat(p.list("kids")).hasSize(strict ? 0 : 1);
        DynamicEntity q = world.newP("q");
        DynamicEntity d = world.newC("d");
        q.list("kids").addAll(List.of(d, d));
        q.list("kids").clear();
        assertThat(d.get("parent")).isEqualTo(strict ? null : q);
        world.session().addAll(List.of(q, d));
        world.session().commit();
        assertThat(world.read("select name, p_id from c where name = 'd'"))
                .containsExactly(strict ? "d, null" : "d, 1");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "CA-60, N1, W-36: a member that is not in the session: refused before any SQL, or warned of")
    void aMemberOutsideTheSession(Way way) {
        begin(oneWay(BehaviourPointsTest::noCascade), way, BehaviourPoint.UNATTACHED_OBJECTS)
                .rows(0);
        DynamicEntity c = world.newC("c");
        world.p(1).list("kids").add(c);
        world.sent();
        if (strict) {
            refused(
                    ErrorCode.NOT_IN_SESSION_AT_FLUSH,
                    () -> world.session().flush(),
                    "C",
                    "P.kids",
                    "SAVE_UPDATE");
            assertThat(world.sent()).isEmpty();
        } else {
            world.session().flush();
            assertThat(world.warnings()).singleElement().asString().contains("C", "P.kids");
            assertThat(c.get("p_id")).isEqualTo(1);
            world.session().add(c);
            world.session().commit();
            assertThat(world.read("select name, p_id from c")).containsExactly("c, 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-60, N1, W-92: a target that is not in the session")
    void aTargetOutsideTheSession(Way way) {
        begin(upwards(BehaviourPointsTest::noCascade), way, BehaviourPoint.UNATTACHED_OBJECTS);
        DynamicEntity c = world.newC("c");
        DynamicEntity p = world.newP("p");
        c.set("parent", p);
        world.session().add(c);
        if (strict) {
            refused(
                    ErrorCode.NOT_IN_SESSION_AT_FLUSH,
                    () -> world.session().flush(),
                    "C.parent",
                    "P",
                    "SAVE_UPDATE");
            assertThat(world.sent()).isEmpty();
        } else {
            world.session().flush();
            assertThat(world.warnings()).singleElement().asString().contains("C.parent", "P");
            assertThat(state(p)).isEqualTo(TRANSIENT);
            world.session().add(p);
            world.session().commit();
            assertThat(world.read("select name, p_id from c"))
                    .as("forgotten, one-sided as it is")
                    .containsExactly("c, null");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-60, N1, W-111: an element of a link that is not in the session")
    void aLinkToOutsideTheSession(Way way) {
        begin(linksOneWay(BehaviourPointsTest::noCascade), way, BehaviourPoint.UNATTACHED_OBJECTS);
        DynamicEntity l = world.make("L", "name", "l");
        DynamicEntity r = world.make("R", "name", "r");
        l.list("rs").add(r);
        world.session().add(l);
        if (strict) {
            refused(
                    ErrorCode.NOT_IN_SESSION_AT_FLUSH,
                    () -> world.session().flush(),
                    "L.rs",
                    "R",
                    "SAVE_UPDATE");
            world.session().rollback();
            world.session().addAll(List.of(l, r));
            world.session().commit();
            assertThat(world.read("select * from lr")).hasSize(1);
        } else {
            world.session().flush();
            assertThat(world.warnings()).singleElement().asString().contains("L.rs", "R");
            world.session().add(r);
            world.session().commit();
            assertThat(world.read("select * from lr")).isEmpty();
            assertThat(l.list("rs")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-60: of a removed member that is not in the session nothing is written")
    void aRemovedMemberOutside(Way way) {
        begin(oneWay(plain()), way, BehaviourPoint.UNATTACHED_OBJECTS).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        p1.list("kids").remove(c1);
        world.session().expunge(c1);
        world.session().commit();
        assertThat(world.read("select p_id from c")).containsExactly("1");
    }

    private static Consumer<MappingBuilder> ring() {
        return mapping ->
                mapping.mapDynamic(
                                "A",
                                Family.reference(Family.named("a"), "b_id", "b").build(),
                                a -> a.reference("b", "B", r -> r.foreignKeys("A.b_id")))
                        .mapDynamic(
                                "B",
                                Family.reference(Family.named("b"), "a_id", "a").build(),
                                b -> b.reference("a", "A", r -> r.foreignKeys("B.a_id")));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a ring of rows: opened where the key may be null, or reported with its path")
    void aRingOfRows(Way way) {
        begin(ring(), way, BehaviourPoint.ROW_CYCLES);
        DynamicEntity a = world.make("A", "name", "a");
        DynamicEntity b = world.make("B", "name", "b");
        a.set("b", b);
        b.set("a", a);
        world.session().add(a);
        if (strict) {
            assertThat(world.session().flushPlan().describe()).contains("A.b");
            world.session().commit();
            assertThat(world.read("select b_id from a")).containsExactly("1");
            assertThat(world.read("select a_id from b")).containsExactly("1");
        } else {
            refused(ErrorCode.CIRCULAR_DEPENDENCY, () -> world.session().flush(), "A", "B");
        }
    }

    private static Consumer<MappingBuilder> uniqueNames() {
        return mapping ->
                mapping.mapDynamic(
                        "U",
                        Family.named("u")
                                .unique(new UniqueConstraint("u_name", List.of("name")))
                                .build(),
                        u -> {});
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "a unique value that changes hands: freed before it is taken, or refused by the database")
    void aUniqueValue(Way way) {
        begin(uniqueNames(), way, BehaviourPoint.UNIQUE_VALUES);
        DynamicEntity old = world.make("U", "name", "x");
        world.session().add(old);
        world.session().commit();
        world.session().delete(old);
        world.session().add(world.make("U", "name", "x"));
        if (strict) {
            world.session().commit();
            assertThat(world.read("select name from u")).containsExactly("x");
        } else {
            refused(ErrorCode.INTEGRITY, () -> world.session().flush(), "u");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-27, UW-128: keys that a failed flush had written are taken back, or left")
    void keysOfAFailedFlush(Way way) {
        begin(uniqueNames(), way, BehaviourPoint.ROLLED_BACK_KEYS);
        DynamicEntity first = world.make("U", "name", "x");
        DynamicEntity second = world.make("U", "name", "x");
        world.session().add(first);
        world.session().flush();
        world.session().add(second);
        refused(ErrorCode.INTEGRITY, () -> world.session().flush());
        world.session().rollback();
        assertThat(state(first)).isEqualTo(TRANSIENT);
        assertThat(first.get("id")).isEqualTo(strict ? null : 1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "CA-46: an orphan whose old parent is not loaded goes with its row, or loses its key")
    void anOrphanOfAnUnloadedParent(Way way) {
        begin(lists(Family.owned(), plain()), way, BehaviourPoint.ORPHANS_OF_UNLOADED_PARENTS)
                .rows(1);
        world.c(1).set("parent", null);
        world.session().commit();
        assertThat(world.read("select p_id from c"))
                .isEqualTo(strict ? List.of() : List.of("null"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "CA-46 on every database: a strict orphan whose old parent is not loaded goes with its row")
    void anOrphanOnEveryDatabase(TestDatabase database) {
        world = World.of(lists(Family.owned(), plain())).on(database).open();
        world.rows(1);
        DynamicEntity c1 = world.c(1);
        c1.set("parent", null);
        world.session().commit();
        assertThat(world.read("select * from c")).isEmpty();
    }
}
