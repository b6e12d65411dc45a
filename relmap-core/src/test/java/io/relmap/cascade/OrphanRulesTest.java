package io.relmap.cascade;

import static io.relmap.ObjectState.DELETED;
import static io.relmap.ObjectState.DETACHED;
import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.mapping.Content.REFERENCE;
import static io.relmap.testsupport.Family.links;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.oneWay;
import static io.relmap.testsupport.Family.owned;
import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.Family.upwards;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.session.Session;
import io.relmap.testsupport.Family;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which objects are orphans, and what becomes of them; what a single parent is. */
class OrphanRulesTest {

    private World world;

    private World begin(Consumer<MappingBuilder> mapping) {
        world = World.of(mapping).open();
        return world;
    }

    private World begin(Consumer<MappingBuilder> mapping, Behaviour behaviour) {
        world = World.of(mapping).behaviour(behaviour).open();
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static Consumer<RelationshipMapping> singleParent() {
        return owned().andThen(r -> r.singleParent());
    }

    // Persistent elements ----------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "CA-41, W-43: an ordinary object until the flush, which deletes it; on every database")
    void theFlushDeletesAnOrphan(TestDatabase database) {
        world = World.of(lists(owned(), plain())).on(database).open();
        world.rows(2);
        DynamicEntity c1 = world.c(1);
        world.p(1).list("kids").remove(c1);
        assertThat(state(c1)).isEqualTo(PERSISTENT);
        assertThat(world.session().deletedObjects()).isEmpty();
        world.session().flush();
        assertThat(state(c1)).isEqualTo(DELETED);
        world.session().commit();
        assertThat(world.read("select name from c")).containsExactly("c2");
    }

    @Test
    @DisplayName("CA-42, W-45: moved to another parent, or put back: kept")
    void movedOrPutBack() {
        begin(lists(owned(), plain())).rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity c2 = world.c(2);
        p1.list("kids").remove(c1);
        world.p(2).list("kids").add(c1);
        p1.list("kids").remove(c2);
        p1.list("kids").add(c2);
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("c1, 2", "c2, 1");
    }

    @Test
    @DisplayName("CA-42: adding it to the session does not save it")
    void addingDoesNotSaveIt() {
        begin(lists(owned(), plain())).rows(1);
        DynamicEntity c1 = world.c(1);
        world.p(1).list("kids").remove(c1);
        world.session().add(c1);
        world.session().flush();
        assertThat(state(c1)).isEqualTo(DELETED);
    }

    @Test
    @DisplayName("CA-42: only the foreign key column edited: kept")
    void onlyTheColumnEdited() {
        begin(lists(owned(), plain())).rows(1);
        world.load(world.p(1), "kids");
        world.c(1).set("p_id", null);
        world.session().commit();
        assertThat(world.read("select name, p_id from c")).containsExactly("c1, null");
    }

    @Test
    @DisplayName("CA-42: expired after the removal: still deleted")
    void expiredAfterTheRemoval() {
        begin(lists(owned(), plain())).rows(1);
        DynamicEntity c1 = world.c(1);
        world.p(1).list("kids").remove(c1);
        world.session().expire(c1);
        world.session().flush();
        assertThat(state(c1)).isEqualTo(DELETED);
    }

    @Test
    @DisplayName(
            "CA-42, W-103: removed while detached: deleted by the session that the owner is added to")
    void removedWhileDetached() {
        begin(lists(owned(), plain())).rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        world.load(p1, "kids");
        Session next = world.anew();
        p1.list("kids").remove(c1);
        assertThat(state(c1)).isEqualTo(DETACHED);
        next.add(p1);
        next.commit();
        assertThat(world.read("select name from c")).containsExactly("c2");
    }

    @Test
    @DisplayName(
            "CA-41, W-98: the one that is displaced from a one-to-one is deleted, loaded or not")
    void displacedFromAOneToOne() {
        begin(pair(REFERENCE, owned(), plain())).rows(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity n = world.newC("n");
        world.p(1).set("kid", n);
        world.session().flush();
        assertThat(state(c1)).isEqualTo(DELETED);
        world.session().commit();
        assertThat(world.read("select name, p_id from c")).containsExactly("n, 1");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "CA-46, W-44, section 6.2: an old parent that is not loaded: deleted if strict, else only unlinked")
    void anOldParentThatIsNotLoaded(Behaviour behaviour) {
        begin(lists(owned(), plain()), behaviour).rows(2);
        DynamicEntity c1 = world.c(1);
        world.p(1);
        c1.set("parent", null);
        world.session().flush();
        assertThat(state(c1)).as("a known parent").isEqualTo(DELETED);

        DynamicEntity c2 = world.c(2);
        world.session().expunge(world.p(1));
        c2.set("parent", null);
        world.session().commit();
        assertThat(world.read("select name, p_id from c"))
                .isEqualTo(behaviour == Behaviour.STRICT ? List.of() : List.of("c2, null"));
    }

    @Test
    @DisplayName("CA-46: active history finds the old parent in both behaviours")
    void activeHistoryFindsTheOldParent() {
        begin(lists(owned(), r -> r.activeHistory()), Behaviour.REFERENCE).rows(1);
        DynamicEntity c1 = world.c(1);
        world.session().expunge(world.p(1));
        c1.set("parent", null);
        assertThat(world.sent()).containsExactly("SELECT p");
        world.session().flush();
        assertThat(state(c1)).isEqualTo(DELETED);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("AT-31, W-119: added to the new owner, then removed from the old: a move")
    void addedThenRemoved(Behaviour behaviour) {
        begin(oneWay(owned()), behaviour).rows(1);
        DynamicEntity c1 = world.c(1);
        world.p(2).list("kids").add(c1);
        world.p(1).list("kids").remove(c1);
        world.session().flush();
        assertThat(state(c1)).isEqualTo(PERSISTENT);
        world.session().commit();
        assertThat(world.read("select p_id from c")).containsExactly("2");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("AT-32, W-109: one of two occurrences removed: no orphan")
    void oneOfTwoOccurrences(Behaviour behaviour) {
        begin(lists(owned(), plain()), behaviour).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity n = world.newC("n");
        DynamicEntity c1 = world.c(1);
        p1.list("kids").add(c1);
        p1.list("kids").remove(c1);
        p1.list("kids").addAll(List.of(n, n));
        p1.list("kids").remove(n);
        assertThat(state(n)).isEqualTo(PENDING);
        world.session().flush();
        assertThat(state(c1)).isEqualTo(PERSISTENT);
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("c1, 1", "n, 1");
    }

    // Records ----------------------------------------------------------------------------------

    @Test
    @DisplayName("AT-30, AT-33: an object with a row that no owner was seen of has a parent")
    void anObjectWithARowHasAParent() {
        begin(lists(owned(), plain())).rows(1);
        DynamicEntity c1 = world.c(1);
        c1.set("name", "edited");
        world.session().flush();
        assertThat(state(c1)).isEqualTo(PERSISTENT);
    }

    @Test
    @DisplayName("AT-33: records survive flush and detachment, and go with expiry")
    void recordsSurviveAFlush() {
        begin(oneWay(singleParent())).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c = world.newC("c");
        p1.list("kids").add(c);
        world.session().flush();
        refused(ErrorCode.SINGLE_PARENT, () -> world.p(2).list("kids").add(c));
        world.session().expunge(c);
        refused(ErrorCode.SINGLE_PARENT, () -> world.p(2).list("kids").add(c));
        world.session().add(c);
        world.session().expire(c);
        world.p(2).list("kids").add(c);
    }

    // New elements -----------------------------------------------------------------------------

    @Test
    @DisplayName(
            "CA-43, W-46: a pending orphan leaves at once, also through the other side and unloaded")
    void aPendingOrphanLeavesAtOnce() {
        begin(lists(owned(), plain())).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity n = world.newC("n");
        p1.list("kids").add(n);
        assertThat(state(n)).isEqualTo(PENDING);
        p1.list("kids").remove(n);
        assertThat(state(n)).isEqualTo(TRANSIENT);
        n.set("parent", p1);
        n.set("parent", p2);
        assertThat(state(n)).isEqualTo(PENDING);
        n.set("parent", null);
        assertThat(state(n)).isEqualTo(TRANSIENT);
        world.session().commit();
        assertThat(world.read("select * from c")).isEmpty();
    }

    @Test
    @DisplayName("CA-43: it leaves with its expunge cascade")
    void aPendingOrphanLeavesWithItsMembers() {
        begin(Generations.MAPPING);
        DynamicEntity p = world.newP("p");
        DynamicEntity c = world.newC("c");
        DynamicEntity g = world.make("G", "name", "g");
        c.list("kids").add(g);
        p.list("kids").add(c);
        world.session().add(p);
        assertThat(state(g)).isEqualTo(PENDING);
        p.list("kids").remove(c);
        assertThat(state(c)).isEqualTo(TRANSIENT);
        assertThat(state(g)).isEqualTo(TRANSIENT);
    }

    @Test
    @DisplayName(
            "CA-44: removed outside of a session: evicted by the flush where a cascade brings it in")
    void removedOutsideOfASession() {
        begin(lists(owned(), plain()));
        DynamicEntity p = world.newP("p");
        DynamicEntity c = world.newC("c");
        DynamicEntity d = world.newC("d");
        p.list("kids").addAll(List.of(c, d));
        world.session().add(p);
        world.session().expunge(p);
        p.list("kids").remove(c);
        p.list("kids").remove(d);
        world.session().add(p);
        world.session().add(d);
        world.session().flush();
        assertThat(state(c)).isEqualTo(TRANSIENT);
        assertThat(state(d)).as("added by itself").isEqualTo(PERSISTENT);
    }

    @Test
    @DisplayName("CA-44, W-48: removed and added again: inserted")
    void removedAndAddedAgain() {
        begin(lists(owned(), plain()));
        DynamicEntity p = world.newP("p");
        DynamicEntity c = world.newC("c");
        p.list("kids").add(c);
        p.list("kids").remove(c);
        p.list("kids").add(c);
        world.session().add(p);
        world.session().commit();
        assertThat(world.read("select name, p_id from c")).containsExactly("c, 1");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("AT-31, W-49: between owners without rows a move is a move, too")
    void betweenTransientOwners(Behaviour behaviour) {
        begin(oneWay(owned()), behaviour);
        DynamicEntity p1 = world.newP("p1");
        DynamicEntity p2 = world.newP("p2");
        DynamicEntity c = world.newC("c");
        p1.list("kids").add(c);
        p2.list("kids").add(c);
        p1.list("kids").remove(c);
        world.session().add(p2);
        world.session().commit();
        assertThat(world.read("select name, p_id from c")).containsExactly("c, 1");
    }

    @Test
    @DisplayName("CA-45, W-47: a new object that never had a parent is inserted")
    void aNewObjectWithoutParent() {
        begin(lists(owned(), plain()));
        world.session().add(world.newC("c"));
        world.session().commit();
        assertThat(world.read("select name, p_id from c")).containsExactly("c, null");
    }

    // Two owners -------------------------------------------------------------------------------

    private static Consumer<MappingBuilder> twoOwners() {
        return mapping ->
                mapping.mapDynamic(
                                "A", Family.named("a").build(), a -> a.list("kids", "C", owned()))
                        .mapDynamic(
                                "B", Family.named("b").build(), b -> b.list("kids", "C", owned()))
                        .mapDynamic(
                                "C",
                                Family.reference(
                                                Family.reference(Family.named("c"), "a_id", "a"),
                                                "b_id",
                                                "b")
                                        .build(),
                                c -> {});
    }

    @Test
    @DisplayName("CA-40, CA-47, W-50: lacking one of two parents, a pending object leaves at once")
    void aPendingObjectOfTwoOwners() {
        begin(twoOwners())
                .sql("insert into a (name) values ('a')", "insert into b (name) values ('b')");
        DynamicEntity a = world.get("A", 1);
        DynamicEntity b = world.get("B", 1);
        DynamicEntity c = world.newC("c");
        a.list("kids").add(c);
        b.list("kids").add(c);
        assertThat(state(c)).isEqualTo(PENDING);
        a.list("kids").remove(c);
        assertThat(state(c)).isEqualTo(TRANSIENT);
    }

    @Test
    @DisplayName(
            "CA-47, W-51: a persistent one is deleted; one never put under the second is inserted")
    void aPersistentObjectOfTwoOwners() {
        begin(twoOwners())
                .sql(
                        "insert into a (name) values ('a')",
                        "insert into b (name) values ('b')",
                        "insert into c (name, a_id, b_id) values ('c1', 1, 1)");
        DynamicEntity a = world.get("A", 1);
        DynamicEntity c1 = world.c(1);
        a.list("kids").remove(c1);
        DynamicEntity c2 = world.newC("c2");
        a.list("kids").add(c2);
        world.session().commit();
        assertThat(world.read("select name, a_id, b_id from c")).containsExactly("c2, 1, null");
    }

    // Single parent ----------------------------------------------------------------------------

    @Test
    @DisplayName("CA-50: a second parent is refused, also the same one twice; a removal frees")
    void aSecondParentIsRefused() {
        begin(lists(r -> r.singleParent(), plain()));
        DynamicEntity p = world.newP("p");
        DynamicEntity q = world.newP("q");
        DynamicEntity c = world.newC("c");
        p.list("kids").add(c);
        refused(
                ErrorCode.SINGLE_PARENT,
                () -> q.list("kids").add(c),
                "C",
                "class P",
                "P.kids",
                "only one parent");
        refused(ErrorCode.SINGLE_PARENT, () -> p.list("kids").add(c));
        assertThat(c.get("parent")).isSameAs(p);
        p.list("kids").remove(c);
        q.list("kids").add(c);
        assertThat(q.list("kids")).containsExactly(c);
    }

    @Test
    @DisplayName("CA-51, W-52: a change from the other side is not checked")
    void theOtherSideIsNotChecked() {
        begin(lists(plain(), singleParent()));
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("a");
        DynamicEntity b = world.newC("b");
        a.set("parent", p);
        a.set("parent", p);
        refused(ErrorCode.SINGLE_PARENT, () -> b.set("parent", p), "P", "C.parent");
        assertThat(b.get("parent")).isNull();
        assertThat(p.list("kids")).containsExactly(a);
        p.list("kids").add(b);
        assertThat(b.get("parent")).isSameAs(p);
    }

    @Test
    @DisplayName("CA-51: links that only the database has are not seen")
    void linksInTheDatabaseAreNotSeen() {
        begin(oneWay(r -> r.singleParent())).rows(1);
        world.load(world.p(1), "kids");
        DynamicEntity c1 = world.c(1);
        world.p(2).list("kids").add(c1);
        assertThat(world.p(2).list("kids")).containsExactly(c1);
    }

    @Test
    @DisplayName(
            "CA-52, W-53: a reference with delete-orphan deletes its old target, fetched for that")
    void aReferenceWithDeleteOrphan() {
        begin(upwards(singleParent())).rows(1);
        DynamicEntity c1 = world.c(1);
        c1.set("parent", null);
        assertThat(world.sent()).containsExactly("SELECT p");
        world.session().commit();
        assertThat(world.read("select name from p")).containsExactly("p2");
    }

    @Test
    @DisplayName(
            "CA-52: a pending old target is expunged at once; deleting the owner deletes the target")
    void aPendingOldTarget() {
        begin(upwards(singleParent())).rows(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity fresh = world.newP("fresh");
        c1.set("parent", fresh);
        assertThat(state(fresh)).isEqualTo(PENDING);
        c1.set("parent", null);
        assertThat(state(fresh)).isEqualTo(TRANSIENT);
        world.session().rollback();
        DynamicEntity again = world.c(1);
        world.session().delete(again);
        assertThat(world.session().deletedObjects()).hasSize(2);
    }

    @Test
    @DisplayName("CA-52: many-to-many: the element and its association row")
    void manyToManyOrphans() {
        begin(links(singleParent(), plain()))
                .sql(
                        "insert into l (name) values ('l')",
                        "insert into r (name) values ('r1'), ('r2')",
                        "insert into lr (l_id, r_id) values (1, 1), (1, 2)");
        DynamicEntity l = world.get("L", 1);
        l.list("rs").remove(world.get("R", 1));
        world.session().commit();
        assertThat(world.read("select l_id, r_id from lr")).containsExactly("1, 2");
        assertThat(world.read("select name from r")).containsExactly("r2");
    }
}
