package io.relmap.session;

import static io.relmap.ObjectState.DELETED;
import static io.relmap.ObjectState.DETACHED;
import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.testsupport.World;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The states of an object: what a session does with it in each, and what it refuses. */
class StateRulesTest {

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
    @DisplayName("SE-1, SE-2, W-64: every state on the way, and where the object is found in it")
    void everyState() {
        begin(lists());
        Session session = world.session();
        DynamicEntity p = world.newP("p");
        assertThat(state(p)).isEqualTo(TRANSIENT);
        assertThat(Inspect.objectSession(p)).isNull();
        session.add(p);
        assertThat(state(p)).isEqualTo(PENDING);
        assertThat(session.newObjects()).containsExactly(p);
        session.flush();
        assertThat(state(p)).isEqualTo(PERSISTENT);
        assertThat(session.newObjects()).isEmpty();
        session.delete(p);
        assertThat(state(p)).isEqualTo(PERSISTENT);
        assertThat(session.deletedObjects()).containsExactly(p);
        session.flush();
        assertThat(state(p)).isEqualTo(DELETED);
        assertThat(session.contains(p)).isFalse();
        assertThat(Inspect.objectSession(p)).isSameAs(session);
        session.commit();
        assertThat(state(p)).isEqualTo(DETACHED);
        assertThat(Inspect.objectSession(p)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SE-26, UW-128, W-65: what a rollback leaves in an object that was inserted, in both behaviours")
    void rolledBackInserts(Behaviour behaviour) {
        world = World.of(lists()).behaviour(behaviour).open();
        boolean strict = behaviour == Behaviour.STRICT;
        DynamicEntity p = world.newP("p");
        DynamicEntity c = world.newC("c");
        p.list("kids").add(c);
        world.session().add(p);
        world.session().flush();
        world.session().rollback();
        assertThat(state(p)).isEqualTo(TRANSIENT);
        assertThat(p.get("id")).isEqualTo(strict ? null : 1);
        assertThat(c.get("p_id")).isEqualTo(strict ? null : 1);
        assertThat(c.get("parent")).isSameAs(p);
        world.session().add(p);
        world.session().commit();
        assertThat(world.read("select c.name from c join p on c.p_id = p.id")).containsExactly("c");
        assertThat(p.get("id")).isEqualTo(strict ? 2 : 1);
    }

    @Test
    @DisplayName("SE-26, W-66: a deleted object is persistent again, readable, and a member")
    void rolledBackDeletes() {
        begin(lists()).rows(1);
        DynamicEntity c1 = world.c(1);
        world.session().delete(c1);
        world.session().flush();
        assertThat(state(c1)).isEqualTo(DELETED);
        world.session().rollback();
        assertThat(state(c1)).isEqualTo(PERSISTENT);
        assertThat(c1.get("name")).isEqualTo("c1");
        assertThat(world.p(1).list("kids")).containsExactly(c1);
    }

    @Test
    @DisplayName(
            "SE-26, W-67, W-68: unflushed changes are lost; what was inserted and deleted is new")
    void rolledBackChanges() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity n = world.newC("n");
        p1.list("kids").add(n);
        p1.set("name", "edited");
        DynamicEntity both = world.newP("both");
        world.session().add(both);
        world.session().flush();
        world.session().delete(both);
        world.session().flush();
        world.session().rollback();
        assertThat(state(n)).isEqualTo(TRANSIENT);
        assertThat(n.get("parent")).isSameAs(p1);
        assertThat(p1.list("kids")).containsExactly(world.c(1));
        assertThat(p1.get("name")).isEqualTo("p1");
        assertThat(state(both)).isEqualTo(TRANSIENT);
    }

    @Test
    @DisplayName(
            "SE-14, W-69: an expunged object keeps its edit, which is written where it is added again")
    void expungedWithAnEdit() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        p1.set("name", "edited");
        world.session().expunge(p1);
        assertThat(state(p1)).isEqualTo(DETACHED);
        assertThat(p1.get("name")).isEqualTo("edited");
        world.session().add(p1);
        assertThat(world.session().dirtyObjects()).containsExactly(p1);
        DynamicEntity n = world.newP("n");
        world.session().add(n);
        world.session().expunge(n);
        assertThat(state(n)).isEqualTo(TRANSIENT);
    }

    @Test
    @DisplayName(
            "SE-2: an object that is expunged after its delete is detached, and no rollback brings it back")
    void expungedAfterItsDelete() {
        begin(lists()).rows(1);
        DynamicEntity c1 = world.c(1);
        world.session().delete(c1);
        world.session().flush();
        world.session().expunge(c1);
        assertThat(state(c1)).isEqualTo(DETACHED);
        world.session().rollback();
        assertThat(state(c1)).isEqualTo(DETACHED);
    }

    @Test
    @DisplayName(
            "SE-15, W-107: close detaches; edits and what is loaded stay readable; the session goes on")
    void closing() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity n = world.newC("n");
        Session session = world.session();
        world.load(p1, "kids");
        p1.set("name", "edited");
        session.add(n);
        session.delete(p2);
        session.flush();
        session.close();
        assertThat(state(p1)).isEqualTo(DETACHED);
        assertThat(p1.get("name")).isEqualTo("edited");
        assertThat(p1.list("kids")).hasSize(1);
        assertThat(state(p2)).isEqualTo(DETACHED);
        assertThat(world.read("select name from p order by id")).containsExactly("p1", "p2");
        assertThat(session.get("P", 1)).isNotNull().isNotSameAs(p1);
    }

    @Test
    @DisplayName("SE-95 nos. 2, 3, 4, 14, W-88: what is refused in which state, and what it says")
    void refusedByState() {
        begin(lists());
        Session session = world.session();
        DynamicEntity fresh = world.newP("fresh");
        DynamicEntity pending = world.newP("pending");
        session.add(pending);
        refused(ErrorCode.NOT_PERSISTED, () -> session.delete(fresh), "P");
        refused(ErrorCode.NOT_PERSISTED, () -> session.delete(pending), "P");
        refused(ErrorCode.NOT_PERSISTENT, () -> session.refresh(pending), "P", "pending");
        refused(ErrorCode.NOT_PERSISTENT, () -> session.expire(fresh), "P", "transient");
        refused(ErrorCode.NOT_IN_SESSION, () -> session.expunge(fresh), "P", "transient");
        refused(ErrorCode.NOT_AN_ENTITY, () -> session.add("text"), "java.lang.String");
        refused(ErrorCode.NOT_AN_ENTITY, () -> session.add(World.class), "World", "class");
    }

    @Test
    @DisplayName("SE-11, W-113: all of them or none")
    void allOrNone() {
        begin(lists());
        DynamicEntity n1 = world.newP("n1");
        DynamicEntity n2 = world.newP("n2");
        world.session().add(n1);
        refused(ErrorCode.NOT_AN_ENTITY, () -> world.session().addAll(Arrays.asList(n2, null)));
        assertThat(state(n1)).isEqualTo(PENDING);
        assertThat(state(n2)).isEqualTo(TRANSIENT);
    }

    @Test
    @DisplayName(
            "SE-10, W-120: what is added again is not refreshed; where its row is gone its UPDATE fails")
    void addedAgain() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        world.anew();
        world.sql("update p set name = 'newer' where id = 1");
        world.session().add(p1);
        assertThat(p1.get("name")).isEqualTo("p1");
        assertThat(world.sent()).isEmpty();
        world.session().expire(p1, List.of("name"));
        assertThat(p1.get("name")).isEqualTo("newer");
        world.session().rollback();
        world.sql("delete from p where id = 1");
        world.session().commit();
        DynamicEntity p2 = world.p(2);
        world.anew();
        world.sql("delete from p where id = 2");
        world.session().add(p2);
        p2.set("name", "edited");
        refused(ErrorCode.STALE_DATA, () -> world.session().flush(), "P#2", "p");
    }

    @Test
    @DisplayName("SE-13: deleted and added again: only by way of makeTransient")
    void deletedAndAddedAgain() {
        begin(lists()).rows(1);
        DynamicEntity c1 = world.c(1);
        world.session().delete(c1);
        world.session().flush();
        world.session().delete(c1);
        world.session().flush();
        refused(ErrorCode.HAS_BEEN_DELETED, () -> world.session().add(c1));
        world.session().commit();
        refused(ErrorCode.HAS_BEEN_DELETED, () -> world.session().add(c1));
        Inspect.makeTransient(c1);
        world.session().add(c1);
        assertThat(state(c1)).isEqualTo(PENDING);
        world.session().commit();
        assertThat(world.read("select name from c")).containsExactly("c1");
    }

    @Test
    @DisplayName("SE-25, SE-28: a commit and a rollback without anything done touch no database")
    void nothingDone() {
        begin(lists());
        world.session().commit();
        world.session().rollback();
        world.session().flush();
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-28: the first add, delete or change begins a transaction, which a rollback ends")
    void whatBeginsATransaction() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        world.session().commit();
        p1.list("kids").add(world.newC("n"));
        world.session().rollback();
        assertThat(p1.list("kids")).hasSize(1);
        DynamicEntity fresh = world.newP("fresh");
        world.session().add(fresh);
        world.session().rollback();
        assertThat(state(fresh)).isEqualTo(TRANSIENT);
        world.session().delete(p1);
        world.session().rollback();
        assertThat(world.session().deletedObjects()).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-71: makeTransient takes an object out of its session, and all that it knew of its row")
    void makeTransient() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        world.session().expire(p1);
        Inspect.makeTransient(p1);
        assertThat(state(p1)).isEqualTo(TRANSIENT);
        assertThat(Inspect.objectSession(p1)).isNull();
        assertThat(world.p(1)).as("its place is free").isNotSameAs(p1);
        assertThat(Inspect.of(p1).isExpired("name")).isFalse();
        assertThat(world.history(p1, "name")).as("all is new").isEqualTo("p1|-|-");
        world.session().delete(p2);
        world.session().commit();
        Inspect.makeTransient(p2);
        assertThat(Inspect.of(p2).wasDeleted()).isFalse();
        world.session().add(p2);
        world.session().commit();
        assertThat(world.read("select name from p order by id")).containsExactly("p1", "p2");
    }

    @Test
    @DisplayName(
            "SE-71: makeTransientToDetached: what is null is read from the row, the rest counts as stored")
    void makeTransientToDetached() {
        begin(lists()).rows(1);
        DynamicEntity c = world.make("C", "id", 1, "name", "said");
        c.set("parent", null);
        world.relmap().makeTransientToDetached(c);
        assertThat(state(c)).isEqualTo(DETACHED);
        world.session().add(c);
        assertThat(world.session().isModified(c)).isFalse();
        assertThat(c.get("name")).isEqualTo("said");
        assertThat(world.sent()).isEmpty();
        assertThat(c.get("p_id")).isEqualTo(1);
        refused(
                ErrorCode.INVALID_STATE,
                () -> world.relmap().makeTransientToDetached(c),
                "in session",
                "only a transient object");
        world.session().expunge(c);
        refused(
                ErrorCode.INVALID_STATE,
                () -> world.relmap().makeTransientToDetached(c),
                "detached already");
    }
}
