package io.relmap.cascade;

import static io.relmap.ObjectState.DETACHED;
import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.all;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.oneWay;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Cascade;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.session.Session;
import io.relmap.testsupport.Family;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes into a session with an object. */
class SaveUpdateCascadeTest {

    private World world;

    private World begin(Consumer<MappingBuilder> mapping) {
        world = World.of(mapping).open();
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("CA-5, CA-7, W-34: adding goes along all relationships, upwards too")
    void addingGoesUpwardsToo() {
        begin(lists());
        DynamicEntity p = world.newP("p");
        DynamicEntity c = world.newC("c");
        p.list("kids").add(c);
        world.session().add(c);
        assertThat(state(p)).isEqualTo(PENDING);
        assertThat(world.session().newObjects()).containsExactly(c, p);
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName("CA-5: depth first, each object once, through rings")
    void depthFirst() {
        begin(lists());
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("a");
        DynamicEntity b = world.newC("b");
        p.list("kids").addAll(List.of(a, b));
        p.list("kids").add(a);
        world.session().add(p);
        assertThat(world.session().newObjects()).containsExactly(p, a, b);
    }

    @Test
    @DisplayName(
            "CA-7, W-35: members removed before the flush come too, for their rows to be written")
    void removedMembersComeToo() {
        begin(lists()).rows(2);
        DynamicEntity p1 = world.p(1);
        world.load(p1, "kids");
        DynamicEntity c1 = p1.list("kids").get(0);
        DynamicEntity c2 = p1.list("kids").get(1);
        Session next = world.anew();
        p1.list("kids").remove(c1);
        assertThat(state(c1)).isEqualTo(DETACHED);
        next.add(p1);
        assertThat(state(c1)).isEqualTo(PERSISTENT);
        assertThat(state(c2)).isEqualTo(PERSISTENT);
        next.commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("c1, null", "c2, 1");
    }

    @Test
    @DisplayName("CA-7: an object with a row becomes persistent, one without pending")
    void bothKindsOfObjectsEnter() {
        begin(lists()).rows(1);
        DynamicEntity c1 = world.c(1);
        Session next = world.anew();
        DynamicEntity p = world.newP("p");
        p.list("kids").replaceWith(List.of(c1));
        next.add(p);
        assertThat(state(c1)).isEqualTo(PERSISTENT);
        assertThat(state(p)).isEqualTo(PENDING);
    }

    @Test
    @DisplayName("CA-5: what is in the session already is not walked through")
    void whatIsThereIsNotWalkedThrough() {
        begin(lists(r -> r.cascadeBackrefs(false), r -> r.cascadeBackrefs(false)));
        DynamicEntity p = world.newP("p");
        world.session().add(p);
        DynamicEntity c = world.newC("c");
        c.set("parent", p);
        DynamicEntity d = world.newC("d");
        d.set("parent", p);
        assertThat(state(c)).isEqualTo(TRANSIENT);
        world.session().add(d);
        assertThat(state(c)).as("p is passed by").isEqualTo(TRANSIENT);
        world.session().add(p);
        assertThat(state(c)).as("p is where the cascade begins").isEqualTo(PENDING);
    }

    @Test
    @DisplayName("CA-8, W-39: a refusal anywhere in the reach changes nothing")
    void aRefusalChangesNothing() {
        begin(oneWay(plain()));
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("a");
        DynamicEntity b = world.newC("b");
        DynamicEntity c = world.newC("c");
        p.list("kids").addAll(List.of(a, b, c));
        world.session().add(b);
        Session second = world.open();
        refused(ErrorCode.ATTACHED_ELSEWHERE, () -> second.add(p), "C", "session", "merge");
        assertThat(List.of(state(p), state(a), state(c))).containsOnly(TRANSIENT);
        assertThat(state(b)).isEqualTo(PENDING);
        assertThat(second.newObjects()).isEmpty();
    }

    @Test
    @DisplayName("CA-8: so does a key of which another instance is here")
    void aConflictChangesNothing() {
        begin(oneWay(plain())).rows(1);
        DynamicEntity old = world.c(1);
        world.session().expunge(old);
        world.c(1);
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("a");
        p.list("kids").addAll(List.of(a, old));
        refused(ErrorCode.IDENTITY_CONFLICT, () -> world.session().add(p), "C#1", "merge");
        assertThat(state(p)).isEqualTo(TRANSIENT);
        assertThat(state(a)).isEqualTo(TRANSIENT);
        assertThat(state(old)).isEqualTo(DETACHED);
    }

    @Test
    @DisplayName(
            "CA-10, W-38: an element of another session is refused, and both sides stay unlinked")
    void anElementOfAnotherSession() {
        begin(lists());
        DynamicEntity p = world.newP("p");
        DynamicEntity c = world.newC("c");
        world.session().add(p);
        world.open().add(c);
        refused(ErrorCode.ATTACHED_ELSEWHERE, () -> p.list("kids").add(c));
        assertThat(p.list("kids")).isEmpty();
        assertThat(c.get("parent")).isNull();
    }

    @Test
    @DisplayName("CA-11: an element that enters the owner's own attribute enters the session")
    void theOwnAttribute() {
        begin(lists(r -> r.cascadeBackrefs(false), r -> r.cascadeBackrefs(false)));
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("a");
        DynamicEntity b = world.newC("b");
        DynamicEntity other = world.newP("other");
        world.session().add(p);
        p.list("kids").add(a);
        assertThat(state(a)).isEqualTo(PENDING);
        p.list("kids").replaceWith(List.of(a, b));
        assertThat(state(b)).isEqualTo(PENDING);
        b.set("parent", other);
        assertThat(state(other)).isEqualTo(PENDING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "CA-11, W-36, W-37: through the other side it does where that side's cascadeBackrefs says so")
    void throughTheOtherSide(boolean cascades) {
        begin(lists(r -> r.cascadeBackrefs(cascades), r -> r.cascadeBackrefs(cascades)));
        DynamicEntity p = world.newP("p");
        DynamicEntity c = world.newC("c");
        world.session().add(p);
        c.set("parent", p);
        assertThat(world.session().contains(c)).isEqualTo(cascades);
        assertThat(p.list("kids")).containsExactly(c);

        DynamicEntity owner = world.newP("owner");
        DynamicEntity d = world.newC("d");
        world.session().add(d);
        owner.list("kids").add(d);
        assertThat(world.session().contains(owner)).isEqualTo(cascades);
    }

    @Test
    @DisplayName("CA-11: many-to-many alike; the session's option overrides every relationship")
    void manyToManyAndTheOption() {
        begin(Family.links(plain(), plain()));
        DynamicEntity l = world.make("L");
        DynamicEntity r = world.make("R");
        world.session().add(l);
        r.list("ls").add(l);
        assertThat(state(r)).isEqualTo(PENDING);
        world.close();

        world =
                World.of(Family.links(plain(), plain()))
                        .sessions(options -> options.withCascadeBackrefs(false))
                        .open();
        DynamicEntity left = world.make("L");
        DynamicEntity right = world.make("R");
        world.session().add(left);
        right.list("ls").add(left);
        assertThat(state(right)).isEqualTo(TRANSIENT);
        assertThat(left.list("rs")).containsExactly(right);
        left.list("rs").replaceWith(List.of(right));
        assertThat(state(right)).as("CO-9: assigned again").isEqualTo(PENDING);
    }

    @Test
    @DisplayName("CA-12, W-108: there is no inverse: what is removed stays in the session")
    void thereIsNoInverse() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c = world.newC("c");
        p1.list("kids").add(c);
        p1.list("kids").remove(c);
        assertThat(state(c)).isEqualTo(PENDING);
        world.session().flush();
        assertThat(state(c)).isEqualTo(PERSISTENT);
        world.session().commit();
        assertThat(world.read("select name, p_id from c")).containsExactly("c, null");
    }

    @Test
    @DisplayName("CA-13, W-60: a deleted element is refused, and says how to use it again")
    void aDeletedElement() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        world.load(p1, "kids").load(p2, "kids");
        DynamicEntity c1 = world.c(1);
        Session session = world.session();
        session.delete(c1);
        session.flush();
        assertThat(p1.list("kids")).as("content is never changed (CA-6)").containsExactly(c1);
        refused(ErrorCode.HAS_BEEN_DELETED, () -> session.add(c1), "C#1", "makeTransient");
        refused(ErrorCode.HAS_BEEN_DELETED, () -> p2.list("kids").add(c1), "C#1", "makeTransient");
        assertThat(p2.list("kids")).isEmpty();
        session.commit();
        assertThat(p1.list("kids")).isEmpty();
        assertThat(state(c1)).isEqualTo(DETACHED);
        assertThat(io.relmap.Inspect.of(c1).wasDeleted()).isTrue();
    }

    @Test
    @DisplayName("CA-13: a detached element becomes persistent")
    void aDetachedElement() {
        begin(lists()).rows(1);
        DynamicEntity c1 = world.c(1);
        Session next = world.anew();
        world.p(2).list("kids").add(c1);
        assertThat(state(c1)).isEqualTo(PERSISTENT);
        next.commit();
        assertThat(world.read("select p_id from c")).containsExactly("2");
    }

    @Test
    @DisplayName("CA-2, CA-3: a cascade belongs to one direction; none is none")
    void aCascadeBelongsToOneDirection() {
        begin(lists(all(), r -> r.cascade(Cascade.NONE)));
        DynamicEntity p = world.newP("p");
        DynamicEntity c = world.newC("c");
        p.list("kids").add(c);
        world.session().add(c);
        assertThat(state(p)).isEqualTo(TRANSIENT);
        world.session().add(p);
        assertThat(state(p)).isEqualTo(PENDING);
    }

    @Test
    @DisplayName("CA-5: members come as added, unchanged, deleted: new ones are inserted first")
    void theOrderOfMembers() {
        world = World.of(oneWay(plain())).behaviour(Behaviour.REFERENCE).open();
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("a");
        DynamicEntity b = world.newC("b");
        DynamicEntity x = world.newC("x");
        p.list("kids").addAll(List.of(a, b));
        world.session().add(p);
        world.session().flush();
        world.session().rollback();
        p.list("kids").add(1, x);
        p.list("kids").remove(b);
        world.session().add(p);
        assertThat(world.session().newObjects()).containsExactly(p, x, a, b);
    }
}
