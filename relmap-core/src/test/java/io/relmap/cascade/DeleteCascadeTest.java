package io.relmap.cascade;

import static io.relmap.ObjectState.DELETED;
import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.all;
import static io.relmap.testsupport.Family.links;
import static io.relmap.testsupport.Family.linksOneWay;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.oneWay;
import static io.relmap.testsupport.Family.owned;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.Family.upwards;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is deleted with an object, and what becomes of the rows that refer to it. */
class DeleteCascadeTest {

    private World world;

    private World begin(Consumer<MappingBuilder> mapping) {
        world = World.of(mapping).open();
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static Consumer<RelationshipMapping> passive(Consumer<RelationshipMapping> more) {
        return more.andThen(r -> r.passiveDeletes(PassiveDeletes.TRUE));
    }

    @Test
    @DisplayName(
            "CA-5, CA-6, CA-20, W-40: the whole graph is loaded and marked; collections keep it")
    void theWholeGraphIsLoadedAndMarked() {
        begin(lists(all(), plain())).rows(2);
        DynamicEntity p1 = world.p(1);
        Session session = world.session();
        session.delete(p1);
        assertThat(world.sent()).containsExactly("SELECT c");
        assertThat(session.deletedObjects()).hasSize(3);
        assertThat(session.dirtyObjects()).isEmpty();
        assertThat(session.contains(p1)).isTrue();
        assertThat(state(p1)).isEqualTo(PERSISTENT);
        List<DynamicEntity> kids = List.copyOf(p1.list("kids"));
        session.flush();
        assertThat(kids).hasSize(2).allSatisfy(kid -> assertThat(state(kid)).isEqualTo(DELETED));
        assertThat(p1.list("kids")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-23, W-41: without delete the children's keys become null, on every database")
    void withoutDeleteKeysBecomeNull(TestDatabase database) {
        world = World.of(lists()).on(database).open();
        world.rows(2);
        DynamicEntity p1 = world.p(1);
        world.session().delete(p1);
        assertThat(world.sent()).isEmpty();
        world.session().flush();
        assertThat(world.sent()).containsExactly("SELECT c", "UPDATE c", "DELETE p");
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("c1, null", "c2, null");
    }

    @Test
    @DisplayName("CA-20: a second delete and one of an object without row")
    void deletingAgain() {
        begin(lists(all(), plain())).rows(1);
        DynamicEntity p1 = world.p(1);
        Session session = world.session();
        session.delete(p1);
        world.sent();
        session.delete(p1);
        assertThat(world.sent()).isEmpty();
        refused(ErrorCode.NOT_PERSISTED, () -> session.delete(world.newP("new")), "P");
    }

    @Test
    @DisplayName(
            "CA-20: a detached object is attached to be deleted; pending members are passed over")
    void detachedAndPending() {
        begin(lists(all(), plain())).rows(1);
        DynamicEntity p1 = world.p(1);
        Session session = world.anew();
        session.delete(p1);
        assertThat(state(p1)).isEqualTo(PERSISTENT);
        DynamicEntity p2 = world.p(2);
        DynamicEntity fresh = world.newC("fresh");
        p2.list("kids").add(fresh);
        session.delete(p2);
        assertThat(session.deletedObjects()).hasSize(3).doesNotContain(fresh);
        assertThat(state(fresh)).isEqualTo(PENDING);
    }

    @Test
    @DisplayName("CA-21, W-58: adding again takes back what the same call marked, and only that")
    void addingTakesTheCallBack() {
        begin(lists(all(), plain())).rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        Session session = world.session();
        session.delete(c1);
        session.delete(p1);
        assertThat(session.deletedObjects()).hasSize(3);
        session.add(p1);
        assertThat(session.deletedObjects()).containsExactly(c1);
    }

    @Test
    @DisplayName("CA-21: a delete of what a cascade had marked before is a call of its own")
    void aDeleteAfterTheCascade() {
        begin(lists(all(), plain())).rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        Session session = world.session();
        session.delete(p1);
        session.delete(c1);
        session.add(p1);
        assertThat(session.deletedObjects()).containsExactly(c1);
        session.commit();
        assertThat(world.read("select id from c")).containsExactly("2");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-22: what is never loaded at access is still loaded to be deleted, if strict")
    void raiseDoesNotStopTheCascade(Behaviour behaviour) {
        world =
                World.of(lists(all().andThen(r -> r.lazy(Lazy.RAISE)), plain()))
                        .behaviour(behaviour)
                        .open();
        world.rows(2);
        Session session = world.session();
        DynamicEntity p1 = world.p(1);
        if (behaviour == Behaviour.STRICT) {
            session.delete(p1);
            assertThat(session.deletedObjects()).hasSize(3);
            session.commit();
            assertThat(world.read("select * from c")).isEmpty();
        } else {
            refused(ErrorCode.LOAD_REFUSED, () -> session.delete(p1), "P.kids");
            assertThat(session.deletedObjects()).isEmpty();
        }
    }

    @Test
    @DisplayName("CA-22: nor does it stop a flush that has to null keys")
    void raiseDoesNotStopTheFlush() {
        begin(lists(r -> r.lazy(Lazy.RAISE), plain())).rows(1);
        world.session().delete(world.p(1));
        world.session().commit();
        assertThat(world.read("select p_id from c")).containsExactly("null");
    }

    @Test
    @DisplayName(
            "CA-23, W-57: a member that was removed before keeps its row, without delete-orphan")
    void aRemovedMemberKeepsItsRow() {
        begin(lists(all(), plain())).rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity c2 = world.c(2);
        p1.list("kids").remove(c1);
        world.session().delete(p1);
        world.session().flush();
        assertThat(state(c1)).isEqualTo(PERSISTENT);
        assertThat(state(c2)).isEqualTo(DELETED);
        world.session().commit();
        assertThat(world.read("select name, p_id from c")).containsExactly("c1, null");
    }

    @Test
    @DisplayName("CA-23, W-57: with delete-orphan it goes; one with a new parent stays")
    void aRemovedMemberOfAnOwner() {
        begin(lists(owned(), plain())).rows(3);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity c1 = world.c(1);
        DynamicEntity c2 = world.c(2);
        p1.list("kids").remove(c1);
        p2.list("kids").add(c2);
        world.session().delete(p1);
        world.session().commit();
        assertThat(world.read("select name, p_id from c")).containsExactly("c2, 2");
    }

    @Test
    @DisplayName(
            "CA-23, W-114: a new member of a deleted owner is refused before any SQL, naming both")
    void aNewMemberOfADeletedOwner() {
        begin(lists(owned(), plain())).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity n = world.newC("n");
        p1.list("kids").add(n);
        world.session().delete(p1);
        assertThat(state(n)).isEqualTo(PENDING);
        world.sent();
        refused(
                ErrorCode.PENDING_CHILD_OF_DELETED_PARENT,
                () -> world.session().flush(),
                "P#1",
                "P.kids",
                "C");
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName("CA-24, W-42: passive deletes leave to the database what is not loaded")
    void passiveDeletesOfWhatIsNotLoaded() {
        begin(lists(passive(all()), plain())).rows(2);
        world.session().delete(world.p(1));
        assertThat(world.sent()).isEmpty();
        assertThat(world.session().deletedObjects()).hasSize(1);
        refused(ErrorCode.INTEGRITY, () -> world.session().flush());
        assertThat(world.sent()).containsExactly("DELETE p");
    }

    @Test
    @DisplayName("CA-24, W-42: what is loaded is deleted as ever; loaded means the collection")
    void passiveDeletesOfWhatIsLoaded() {
        begin(lists(passive(all()), plain())).rows(2);
        DynamicEntity p1 = world.p(1);
        world.c(1);
        world.c(2);
        world.session().delete(p1);
        assertThat(world.session().deletedObjects()).containsExactly(p1);
        world.session().add(p1);
        world.load(p1, "kids");
        world.session().delete(p1);
        assertThat(world.session().deletedObjects()).hasSize(3);
        world.session().commit();
        assertThat(world.read("select * from c")).isEmpty();
    }

    @Test
    @DisplayName("CA-24, W-115: passive all leaves keys alone, also of members that are removed")
    void passiveAll() {
        begin(oneWay(r -> r.passiveDeletes(PassiveDeletes.ALL))).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        p1.list("kids").remove(c1);
        world.session().commit();
        assertThat(world.read("select p_id from c")).containsExactly("1");
        world.load(p1, "kids");
        world.session().delete(p1);
        refused(ErrorCode.INTEGRITY, () -> world.session().flush());
        assertThat(world.sent()).contains("DELETE p").doesNotContain("UPDATE c");
    }

    @Test
    @DisplayName("CA-24: with passive all a reference on the other side still nulls its own key")
    void passiveAllWithAReference() {
        begin(lists(r -> r.passiveDeletes(PassiveDeletes.ALL), plain())).rows(1);
        world.p(1).list("kids").remove(world.c(1));
        world.session().commit();
        assertThat(world.read("select p_id from c")).containsExactly("null");
    }

    @Test
    @DisplayName("CA-25, W-59: a marked child that another parent takes is kept for good")
    void aMarkedChildThatMoves() {
        begin(lists()).rows(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity c1 = world.c(1);
        world.load(world.p(1), "kids").load(p2, "kids");
        Session session = world.session();
        session.delete(c1);
        p2.list("kids").add(c1);
        session.flush();
        assertThat(state(c1)).isEqualTo(PERSISTENT);
        assertThat(session.deletedObjects()).isEmpty();
        session.commit();
        assertThat(world.read("select p_id from c")).containsExactly("2");
    }

    @Test
    @DisplayName("CA-26: deleting the one that refers deletes what it refers to, loaded for that")
    void aReferenceWithDelete() {
        begin(upwards(r -> r.cascade(Cascade.ALL))).rows(1);
        DynamicEntity c1 = world.c(1);
        world.session().delete(c1);
        assertThat(world.sent()).containsExactly("SELECT p");
        assertThat(world.session().deletedObjects()).hasSize(2);
        world.session().commit();
        assertThat(world.read("select name from p")).containsExactly("p2");
    }

    @Test
    @DisplayName("CA-26: others that refer to it are nulled by a reverse collection, else refused")
    void othersThatReferToIt() {
        begin(lists(plain(), all())).rows(2);
        world.session().delete(world.c(1));
        world.session().commit();
        assertThat(world.read("select name, p_id from c")).containsExactly("c2, null");
        world.close();

        begin(upwards(all())).rows(2);
        world.session().delete(world.c(1));
        refused(ErrorCode.INTEGRITY, () -> world.session().flush());
    }

    @Test
    @DisplayName("CA-27, W-54: association rows go with the object that has the relationship")
    void associationRowsOfTheOwner() {
        begin(linksOneWay(plain()))
                .sql(
                        "insert into l (name) values ('l')",
                        "insert into r (name) values ('r')",
                        "insert into lr (l_id, r_id) values (1, 1)");
        Session session = world.session();
        session.delete(world.get("R", 1));
        refused(ErrorCode.INTEGRITY, session::flush);
        session.rollback();
        DynamicEntity r = world.get("R", 1);
        session.delete(world.get("L", 1));
        session.commit();
        assertThat(world.read("select * from lr")).isEmpty();
        assertThat(state(r)).isEqualTo(PERSISTENT);
    }

    @Test
    @DisplayName(
            "CA-27, W-55: with both sides mapped each row goes once; collections show it when reloaded")
    void associationRowsOfBothSides() {
        begin(links(plain(), plain()))
                .sql(
                        "insert into l (name) values ('l')",
                        "insert into r (name) values ('r')",
                        "insert into lr (l_id, r_id) values (1, 1)");
        DynamicEntity l = world.get("L", 1);
        DynamicEntity r = world.get("R", 1);
        world.load(l, "rs");
        world.session().delete(r);
        world.session().flush();
        assertThat(world.sent()).filteredOn("DELETE lr"::equals).hasSize(1);
        assertThat(l.list("rs")).containsExactly(r);
        world.session().commit();
        assertThat(l.list("rs")).isEmpty();
    }

    @Test
    @DisplayName("CA-27: both deleted in one flush: still one row")
    void bothEndsDeleted() {
        begin(links(plain(), plain()))
                .sql(
                        "insert into l (name) values ('l')",
                        "insert into r (name) values ('r')",
                        "insert into lr (l_id, r_id) values (1, 1)");
        world.session().delete(world.get("L", 1));
        world.session().delete(world.get("R", 1));
        world.session().commit();
        assertThat(world.read("select * from lr")).isEmpty();
        assertThat(world.read("select * from l")).isEmpty();
        assertThat(world.read("select * from r")).isEmpty();
    }

    @Test
    @DisplayName(
            "CA-27: passive deletes leave association rows of what is not loaded to the database")
    void passiveAssociationRows() {
        begin(linksOneWay(passive(plain())))
                .sql(
                        "insert into l (name) values ('l')",
                        "insert into r (name) values ('r')",
                        "insert into lr (l_id, r_id) values (1, 1)");
        world.session().delete(world.get("L", 1));
        refused(ErrorCode.INTEGRITY, () -> world.session().flush());
        assertThat(world.sent()).containsExactly("DELETE l");
        world.session().rollback();
        DynamicEntity l = world.get("L", 1);
        world.load(l, "rs");
        world.session().delete(l);
        world.session().commit();
        assertThat(world.read("select * from lr")).isEmpty();
    }

    @Test
    @DisplayName("CA-27, W-56: with delete on both sides everything that is connected goes")
    void deleteOnBothSides() {
        begin(links(all(), all()))
                .sql(
                        "insert into l (name) values ('l1'), ('l2')",
                        "insert into r (name) values ('r1'), ('r2')",
                        "insert into lr (l_id, r_id) values (1, 1), (1, 2), (2, 1)");
        world.session().delete(world.get("L", 1));
        assertThat(world.session().deletedObjects()).hasSize(4);
        world.session().commit();
        assertThat(world.read("select * from lr")).isEmpty();
        assertThat(world.read("select * from r")).isEmpty();
    }

    @Test
    @DisplayName(
            "CA-28: an orphan that the flush finds takes its own members along, loaded for that")
    void anOrphanTakesItsMembersAlong() {
        begin(Generations.MAPPING)
                .sql(
                        "insert into p (name) values ('p')",
                        "insert into c (name, p_id) values ('c', 1)",
                        "insert into g (name, c_id) values ('g', 1)");
        DynamicEntity p = world.p(1);
        p.list("kids").clear();
        world.session().commit();
        assertThat(world.read("select * from c")).isEmpty();
        assertThat(world.read("select * from g")).isEmpty();
    }

    @Test
    @DisplayName("CA-28, UW-45: so does one that was taken out of an owner that is deleted")
    void anOrphanOfADeletedOwnerTakesItsMembersAlong() {
        begin(Generations.MAPPING)
                .sql(
                        "insert into p (name) values ('p')",
                        "insert into c (name, p_id) values ('c', 1)",
                        "insert into g (name, c_id) values ('g', 1)");
        DynamicEntity p = world.p(1);
        p.list("kids").clear();
        world.session().delete(p);
        world.session().commit();
        assertThat(world.read("select * from p")).isEmpty();
        assertThat(world.read("select * from c")).isEmpty();
        assertThat(world.read("select * from g")).isEmpty();
    }

    @Test
    @DisplayName("CA-28: a pending one among them leaves the session")
    void aPendingGrandchildLeaves() {
        begin(Generations.MAPPING)
                .sql(
                        "insert into p (name) values ('p')",
                        "insert into c (name, p_id) values ('c', 1)");
        DynamicEntity p = world.p(1);
        DynamicEntity c = world.c(1);
        DynamicEntity g = world.make("G", "name", "g");
        c.list("kids").add(g);
        assertThat(state(g)).isEqualTo(PENDING);
        world.load(p, "kids");
        p.list("kids").remove(c);
        world.session().flush();
        assertThat(state(c)).isEqualTo(DELETED);
        assertThat(state(g)).isEqualTo(TRANSIENT);
        world.session().commit();
        assertThat(world.read("select * from g")).isEmpty();
    }

    @Test
    @DisplayName("CA-5, CA-6: a delete never loads the content of what has no delete cascade")
    void noCascadeNoLoad() {
        begin(lists()).rows(2);
        DynamicEntity p1 = world.p(1);
        world.session().delete(p1);
        assertThat(isLoaded(p1, "kids")).isFalse();
        assertThat(world.session().deletedObjects()).containsExactly(p1);
    }

    @Test
    @DisplayName("CA-8, CA-20: where a member belongs to another session nothing is marked at all")
    void aMemberOfAnotherSession() {
        begin(oneWay(r -> r.cascade(Cascade.DELETE))).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity n = world.newC("n");
        Session other = world.open();
        other.add(n);
        other.flush();
        p1.list("kids").add(n);
        refused(ErrorCode.ATTACHED_ELSEWHERE, () -> world.session().delete(p1));
        assertThat(world.session().deletedObjects()).isEmpty();
        assertThat(other.contains(n)).isTrue();
    }

    @Test
    @DisplayName("CA-20: a detached member comes in and is deleted, too")
    void aDetachedMember() {
        begin(oneWay(r -> r.cascade(Cascade.DELETE))).rows(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity p1 = world.p(1);
        world.load(p1, "kids");
        world.session().expunge(c1);
        world.session().delete(p1);
        assertThat(world.session().deletedObjects()).containsExactly(p1, c1);
        world.session().commit();
        assertThat(world.read("select name from c")).isEmpty();
    }
}
