package io.relmap.session;

import static io.relmap.ObjectState.DELETED;
import static io.relmap.ObjectState.DETACHED;
import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.oneWay;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Inspect;
import io.relmap.error.ErrorCode;
import io.relmap.error.RelmapException;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.observe.EntityListener;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** States and identities: what a session does with objects, and what it refuses. */
class SessionRulesTest {

    private World world;

    private World begin(Consumer<MappingBuilder> mapping) {
        world = World.of(mapping).open();
        return world;
    }

    private World autoflushing() {
        world = World.of(lists()).autoflush().open();
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    // States -----------------------------------------------------------------------------------

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

    // Identities -------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "SE-10, SE-40, SE-43, W-71: one row, one object: the second is refused and stays as it was")
    void twoObjectsOfOneRow() {
        begin(lists()).rows(0);
        DynamicEntity old = world.p(1);
        world.session().expunge(old);
        DynamicEntity here = world.p(1);
        assertThat(here).isNotSameAs(old);
        assertThat(world.p(1)).isSameAs(here);
        refused(ErrorCode.IDENTITY_CONFLICT, () -> world.session().add(old), "P#1", "merge");
        refused(ErrorCode.IDENTITY_CONFLICT, () -> world.session().delete(old), "P#1", "merge");
        assertThat(state(old)).isEqualTo(DETACHED);
        world.session().expunge(here);
        world.session().add(old);
        assertThat(world.p(1)).isSameAs(old);
    }

    @Test
    @DisplayName(
            "SE-10, SE-95 no. 1, W-95: attached elsewhere; free again when that session is closed")
    void attachedElsewhere() {
        begin(lists());
        DynamicEntity a = world.newP("a");
        world.session().add(a);
        Session second = world.open();
        refused(
                ErrorCode.ATTACHED_ELSEWHERE,
                () -> second.add(a),
                "P",
                "session",
                "Expunge",
                "merge");
        refused(ErrorCode.ATTACHED_ELSEWHERE, () -> second.enableRelationshipLoading(a), "P");
        refused(ErrorCode.NOT_IN_SESSION, () -> second.expunge(a), "P");
        world.session().close();
        second.add(a);
        assertThat(state(a)).isEqualTo(PENDING);
        assertThat(second.contains(a)).isTrue();
    }

    @Test
    @DisplayName(
            "SE-12, SE-23, N2, W-72: a new object under a key in use is inserted, refused and warned of")
    void aKeyInUse() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity second = world.make("P", "id", 1, "name", "second");
        world.session().add(second);
        assertThat(state(second)).isEqualTo(PENDING);
        world.warnings();
        refused(ErrorCode.INTEGRITY, () -> world.session().flush(), "p");
        assertThat(world.warnings()).singleElement().asString().contains("P#1");
        refused(
                ErrorCode.PENDING_ROLLBACK,
                () -> world.session().query("P").list(),
                "rollback() first",
                "first failure",
                "INSERT INTO");
        refused(ErrorCode.PENDING_ROLLBACK, () -> p1.get("name"));
        world.session().rollback();
        assertThat(state(second)).isEqualTo(TRANSIENT);
        assertThat(p1.get("name")).isEqualTo("p1");
    }

    @Test
    @DisplayName("SE-12: two pending objects of one key are refused by the database")
    void twoPendingObjectsOfOneKey() {
        begin(lists());
        world.session().add(world.make("P", "id", 7, "name", "a"));
        world.session().add(world.make("P", "id", 7, "name", "b"));
        refused(ErrorCode.INTEGRITY, () -> world.session().flush());
        world.session().rollback();
        assertThat(world.read("select * from p")).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-12, W-73: under the key of one that is marked for deletion: one UPDATE, the new one stands for the row")
    void aRowSwitch() {
        begin(lists()).rows(0);
        DynamicEntity old = world.p(1);
        DynamicEntity next = world.make("P", "id", 1, "name", "next");
        world.session().delete(old);
        world.session().add(next);
        world.session().flush();
        assertThat(world.sent())
                .filteredOn(sent -> !sent.startsWith("SELECT"))
                .containsExactly("UPDATE p");
        assertThat(state(old)).isEqualTo(DELETED);
        assertThat(state(next)).isEqualTo(PERSISTENT);
        assertThat(world.session().get("P", 1)).isSameAs(next);
        world.session().commit();
        assertThat(world.read("select name from p order by id")).containsExactly("next", "p2");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SE-21, W-94: a changed key moves the object; a rollback moves it back; on every database")
    void aChangedKey(TestDatabase database) {
        world = World.of(oneWay(plain())).on(database).open();
        world.rows(0);
        DynamicEntity p1 = world.p(1);
        p1.set("id", 10);
        world.session().flush();
        assertThat(Inspect.of(p1).identity()).containsExactly(10);
        world.sent();
        assertThat(world.session().get("P", 10)).isSameAs(p1);
        assertThat(world.sent()).isEmpty();
        world.session().rollback();
        assertThat(Inspect.of(p1).identity()).containsExactly(1);
        assertThat(p1.get("id")).isEqualTo(1);
        assertThat(world.session().get("P", 1)).isSameAs(p1);
    }

    @Test
    @DisplayName(
            "SE-21, UW-98: a persistent object's key must not become null: the database refuses")
    void aKeyThatBecomesNull() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        p1.set("id", null);
        refused(ErrorCode.INTEGRITY, () -> world.session().flush(), "p");
        world.session().rollback();
        assertThat(Inspect.of(p1).identity()).containsExactly(1);
    }

    @Test
    @DisplayName(
            "SE-21, SE-95 no. 22: an inserted row without a key is an error that names object and column")
    void anInsertWithoutAKey() {
        world =
                World.of(
                                mapping ->
                                        mapping.mapDynamic(
                                                "K",
                                                Table.named("k")
                                                        .column(
                                                                ColumnDefinition.of(
                                                                        "code",
                                                                        TypeRegistry.varchar(9)))
                                                        .primaryKey(List.of("code"))
                                                        .build(),
                                                k -> {}))
                        .on(TestDatabase.SQLITE) // where a text key may be null
                        .open();
        world.sql("drop table k", "create table k (code varchar(9) primary key)");
        DynamicEntity k = world.make("K");
        world.session().add(k);
        refused(ErrorCode.NULL_IDENTITY, () -> world.session().flush(), "K", "code");
        assertThat(state(k)).isEqualTo(TRANSIENT);
    }

    @Test
    @DisplayName(
            "SE-41, W-99, W-100, W-116: get and pending, marked and deleted objects; forms of keys")
    void gettingByKey() {
        begin(lists()).rows(0);
        DynamicEntity fifty = world.make("P", "id", 50, "name", "fifty");
        world.session().add(fifty);
        assertThat(world.session().get("P", 50)).isNull();
        DynamicEntity p1 = world.p(1);
        world.session().delete(p1);
        assertThat(world.session().get("P", 1)).isSameAs(p1);
        world.session().flush();
        assertThat(world.session().get("P", 1)).isNull();
        assertThat(world.session().get("P", Map.of("id", 50))).isSameAs(fifty);
        refused(ErrorCode.WRONG_KEY_FORM, () -> world.session().get("P", List.of(1, 2)), "P", "id");
        refused(
                ErrorCode.WRONG_KEY_FORM,
                () -> world.session().get("P", Map.of("x", 1)),
                "P",
                "id");
        world.close();

        autoflushing();
        DynamicEntity pending = world.make("P", "id", 50, "name", "fifty");
        world.session().add(pending);
        assertThat(world.session().get("P", 50)).isSameAs(pending);
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

    // Transactions -----------------------------------------------------------------------------

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
    @DisplayName("SE-20, SE-95 no. 12: a flush inside a flush is refused")
    void aFlushInsideAFlush() {
        world =
                World.of(lists())
                        .with(
                                builder ->
                                        builder.listener(
                                                new SessionListener() {
                                                    @Override
                                                    public void beforeFlush(Session session) {
                                                        session.flush();
                                                    }
                                                }))
                        .open();
        world.session().add(world.newP("p"));
        refused(ErrorCode.ALREADY_FLUSHING, () -> world.session().flush(), "session");
    }

    @Test
    @DisplayName(
            "SE-24, SE-95 no. 13: a listener that never has enough ends the commit, with a hint")
    void aCommitThatDoesNotSettle() {
        world =
                World.of(lists())
                        .with(
                                builder ->
                                        builder.listener(
                                                new SessionListener() {
                                                    @Override
                                                    public void afterFlushPostexec(
                                                            Session session) {
                                                        session.add(world.newP("again"));
                                                    }
                                                }))
                        .open();
        world.session().add(world.newP("p"));
        refused(
                ErrorCode.FLUSH_DOES_NOT_SETTLE,
                () -> world.session().commit(),
                "100 flushes",
                "listener",
                "check");
        world.session().rollback();
        assertThat(world.read("select * from p")).isEmpty();
    }

    // Autoflush --------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "SE-35: queries, loads, refreshes, gets that send SQL, deletes that load flush first")
    void whatFlushesFirst() {
        autoflushing().rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        Session session = world.session();
        p2.set("name", "a");
        session.query("P").list();
        assertThat(world.sent()).containsExactly("UPDATE p", "SELECT p");
        p2.set("name", "b");
        var unused = p1.list("kids").size(); // loads it
        assertThat(world.sent()).containsExactly("UPDATE p", "SELECT c");
        p2.set("name", "c");
        session.refresh(p1);
        assertThat(world.sent()).containsExactly("UPDATE p", "SELECT p");
        p2.set("name", "d");
        session.get("P", 99);
        assertThat(world.sent()).containsExactly("UPDATE p", "SELECT p");
        session.expire(p1);
        p2.set("name", "e");
        assertThat(p1.get("name")).isEqualTo("p1");
        assertThat(world.sent()).containsExactly("UPDATE p", "SELECT p");
    }

    @Test
    @DisplayName("SE-35: answers from the session do not, nor the search for an old value")
    void whatDoesNotFlush() {
        autoflushing().rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity c1 = world.c(1);
        p2.set("name", "edited");
        assertThat(world.session().get("P", 1)).isSameAs(p1);
        c1.set("parent", p2);
        assertThat(world.history(c1, "parent")).isEqualTo("edited|-|p1");
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-35: an error of an autoflush says where it came from, and how to switch it off")
    void anErrorOfAnAutoflush() {
        autoflushing().rows(0);
        world.session().add(world.make("P", "id", 1));
        assertThatExceptionOfType(RelmapException.class)
                .isThrownBy(() -> world.session().query("C").list())
                .satisfies(
                        e ->
                                assertThat(e.getSuppressed())
                                        .anySatisfy(
                                                note ->
                                                        assertThat(note)
                                                                .hasMessageContaining("autoflush")
                                                                .hasMessageContaining(
                                                                        "noAutoflush")));
    }

    @Test
    @DisplayName("SE-36, W-84: inside the block nothing is flushed, behind it is again")
    void theBlock() {
        autoflushing().rows(0);
        DynamicEntity p1 = world.p(1);
        p1.set("name", "edited");
        Session session = world.session();
        assertThat(
                        session.<Long>noAutoflush(
                                () -> session.query("P").where("name = 'edited'").count()))
                .isZero();
        assertThat(session.query("P").where("name = 'edited'").count()).isEqualTo(1);
    }

    // Loading without a row --------------------------------------------------------------------

    @Test
    @DisplayName("SE-80, W-89: a pending object loads by its key values once it may")
    void loadingForAPendingObject() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c = world.make("C", "name", "c", "p_id", 1);
        world.session().add(c);
        assertThat(c.get("parent")).isNull();
        world.session().enableRelationshipLoading(c);
        assertThat(c.get("parent")).isSameAs(p1);
    }

    @Test
    @DisplayName(
            "SE-80, W-89: a transient object loads, is not contained, not flushed, and survives a rollback")
    void loadingForATransientObject() {
        begin(lists()).rows(0);
        DynamicEntity t = world.make("C", "name", "t", "p_id", 1);
        Session session = world.session();
        session.enableRelationshipLoading(t);
        assertThat(t.get("parent")).isSameAs(world.p(1));
        assertThat(session.contains(t)).isFalse();
        assertThat(session.newObjects()).isEmpty();
        assertThat(state(t)).isEqualTo(TRANSIENT);
        assertThat(Inspect.of(t).isLoadingEnabled()).isTrue();
        assertThat(Inspect.objectSession(t)).isSameAs(session);
        refused(ErrorCode.ATTACHED_ELSEWHERE, () -> world.open().add(t));
        session.flush();
        session.rollback();
        assertThat(Inspect.of(t).isLoadingEnabled()).isTrue();
        assertThat(world.read("select * from c")).isEmpty();
        assertThat(world.history(t, "parent")).as("committed").isEqualTo("-|p1|-");
        session.add(t);
        assertThat(state(t)).isEqualTo(PENDING);
        session.commit();
        assertThat(world.read("select name, p_id from c")).containsExactly("t, 1");
    }

    @Test
    @DisplayName(
            "SE-80, W-90: loadOnPending: from the add on, as a committed value, without autoflush")
    void loadOnPending() {
        world = World.of(lists(plain(), r -> r.loadOnPending())).autoflush().open();
        world.rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c = world.make("C", "name", "c", "p_id", 1);
        assertThat(c.get("parent")).isNull();
        world.session().add(c);
        assertThat(c.get("parent")).isSameAs(p1);
        assertThat(state(c)).isEqualTo(PENDING);
        assertThat(world.history(c, "parent")).isEqualTo("-|p1|-");
        c.set("parent", p1);
        assertThat(isLoaded(p1, "kids")).isFalse();
        assertThat(Inspect.of(p1).attribute("kids").history().hasChanges()).isFalse();
        DynamicEntity keyless = world.newC("keyless");
        world.session().add(keyless);
        world.sent();
        assertThat(keyless.get("parent")).isNull();
        assertThat(world.sent()).isEmpty();
    }

    // Column against relationship --------------------------------------------------------------

    @Test
    @DisplayName(
            "SE-90, W-91: with history the relationship wins, whatever the order; null included")
    void theRelationshipWins() {
        begin(lists()).rows(0);
        DynamicEntity p2 = world.p(2);
        DynamicEntity a = world.make("C", "name", "a", "p_id", 1);
        a.set("parent", p2);
        DynamicEntity b = world.newC("b");
        b.set("parent", p2);
        b.set("p_id", 1);
        DynamicEntity c = world.make("C", "name", "c", "p_id", 1);
        c.set("parent", null);
        DynamicEntity d = world.make("C", "name", "d", "p_id", 1);
        world.session().addAll(List.of(a, b, c, d));
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by name"))
                .containsExactly("a, 2", "b, 2", "c, null", "d, 1");
    }

    @Test
    @DisplayName(
            "SE-90, W-91: the column alone does not change a loaded reference until it is expired")
    void theColumnAlone() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity c1 = world.c(1);
        world.load(c1, "parent");
        c1.set("p_id", 2);
        assertThat(c1.get("parent")).isSameAs(p1);
        world.session().flush();
        assertThat(c1.get("parent")).isSameAs(p1);
        world.session().expire(c1);
        assertThat(c1.get("parent")).isSameAs(p2);
        world.session().commit();
        assertThat(world.read("select p_id from c")).containsExactly("2");
    }

    // More of the same -------------------------------------------------------------------------

    @Test
    @DisplayName("SE-41: a key of nothing but null has no object, and is warned of")
    void aKeyOfNull() {
        begin(lists());
        assertThat(world.session().get("P", Arrays.asList((Object) null))).isNull();
        assertThat(world.sent()).isEmpty();
        assertThat(world.warnings()).singleElement().asString().contains("P", "null");
    }

    @Test
    @DisplayName("SE-80: a detached object loads, without being one of the session's objects")
    void loadingForADetachedObject() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        Session session = world.anew();
        session.enableRelationshipLoading(p1);
        assertThat(p1.list("kids")).hasSize(1);
        assertThat(session.contains(p1)).isFalse();
        assertThat(world.p(1)).isNotSameAs(p1);
    }

    @Test
    @DisplayName(
            "SE-91: what a listener of the session throws goes to the caller, and nothing is written")
    void aListenerThatThrows() {
        world =
                World.of(lists())
                        .with(
                                builder ->
                                        builder.listener(
                                                new SessionListener() {
                                                    @Override
                                                    public void beforeCommit(Session session) {
                                                        throw new IllegalStateException("veto");
                                                    }
                                                }))
                        .open();
        DynamicEntity p = world.newP("p");
        world.session().add(p);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> world.session().commit())
                .withMessage("veto");
        assertThat(state(p)).isEqualTo(PENDING);
        world.session().rollback();
        assertThat(world.read("select * from p")).isEmpty();
    }

    @Test
    @DisplayName(
            "UW-135, SE-23: what a listener of entities throws fails the flush like an error of the database")
    void anEntityListenerThatThrows() {
        world =
                World.of(lists())
                        .with(
                                builder ->
                                        builder.listener(
                                                new EntityListener() {
                                                    @Override
                                                    public void afterInsert(Object entity) {
                                                        throw new IllegalStateException("veto");
                                                    }
                                                }))
                        .open();
        DynamicEntity p = world.newP("p");
        world.session().add(p);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> world.session().flush())
                .withMessage("veto");
        assertThat(state(p)).isEqualTo(TRANSIENT);
        refused(ErrorCode.PENDING_ROLLBACK, () -> world.session().query("P").list(), "veto");
        world.session().rollback();
        assertThat(world.read("select * from p")).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-91: a savepoint's rollback and an object that was inserted and deleted: what is told")
    void whatIsToldOfASavepoint() {
        List<String> told = new ArrayList<>();
        world =
                World.of(lists())
                        .with(
                                builder ->
                                        builder.listener(
                                                new SessionListener() {
                                                    @Override
                                                    public void stateChanged(
                                                            Session session,
                                                            Object entity,
                                                            StateChange change) {
                                                        told.add(change.name());
                                                    }

                                                    @Override
                                                    public void afterRollback(Session session) {
                                                        told.add("afterRollback");
                                                    }

                                                    @Override
                                                    public void afterSoftRollback(Session session) {
                                                        told.add("afterSoftRollback");
                                                    }
                                                }))
                        .open();
        NestedTransaction nested = world.session().beginNested();
        DynamicEntity p = world.newP("p");
        world.session().add(p);
        world.session().flush();
        world.session().delete(p);
        world.session().flush();
        told.clear();
        nested.rollback();
        assertThat(told).containsExactly("DELETED_TO_DETACHED", "afterSoftRollback");
        assertThat(state(p)).isEqualTo(TRANSIENT);
        told.clear();
        world.session().add(world.newP("q"));
        world.session().rollback();
        assertThat(told)
                .containsExactly(
                        "TRANSIENT_TO_PENDING",
                        "afterRollback",
                        "PENDING_TO_TRANSIENT",
                        "afterSoftRollback");
    }
}
