package io.relmap.attribute;

import static io.relmap.mapping.Content.REFERENCE;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.oneWay;
import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an attribute holds before and after its object is written, and what its history says. */
class ReadingAndHistoryTest {

    private World world;

    private World begin(Consumer<MappingBuilder> mapping) {
        world = World.of(mapping).open();
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    // Reading ----------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "AT-1, AT-2, W-23: reading a new object's attribute is no touch, setting null is one")
    void readingIsNoTouch() {
        begin(lists());
        DynamicEntity c = world.newC("c");
        DynamicEntity p = world.newP("p");
        assertThat(c.get("parent")).isNull();
        assertThat(p.list("kids")).isEmpty();
        assertThat(isLoaded(c, "parent")).isFalse();
        assertThat(isLoaded(p, "kids")).isFalse();
        assertThat(world.history(c, "parent")).isEqualTo("-|-|-");
        c.set("parent", null);
        assertThat(isLoaded(c, "parent")).isTrue();
        assertThat(world.history(c, "parent")).isEqualTo("null|-|-");
        p.list("kids").replaceWith(List.of());
        assertThat(isLoaded(p, "kids")).isTrue();
    }

    @Test
    @DisplayName(
            "AT-4: what a new object never touched is loaded after the flush; what it touched is not")
    void afterTheInsert() {
        begin(lists());
        DynamicEntity untouched = world.newP("untouched");
        DynamicEntity touched = world.newP("touched");
        touched.list("kids").replaceWith(List.of());
        assertThat(untouched.list("kids")).isEmpty();
        world.session().addAll(List.of(untouched, touched));
        world.session().flush();
        world.sent();
        assertThat(touched.list("kids")).isEmpty();
        assertThat(world.sent()).isEmpty();
        assertThat(untouched.list("kids")).isEmpty();
        assertThat(world.sent()).containsExactly("SELECT c");
    }

    @Test
    @DisplayName("AT-5: asking whether it is loaded, and for what is loaded, never loads")
    void inspectingNeverLoads() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        Inspect look = Inspect.of(p1);
        assertThat(look.attribute("kids").isLoaded()).isFalse();
        assertThat(look.attribute("kids").loadedValue()).isNull();
        assertThat(world.sent()).isEmpty();
        assertThat(p1.list("kids")).hasSize(1);
        assertThat(world.sent()).containsExactly("SELECT c");
        assertThat(look.attribute("kids").loadedValue()).isEqualTo(List.of(world.c(1)));
    }

    @Test
    @DisplayName("AT-5: a virtual attribute follows the same rules")
    void virtualAttributes() {
        begin(oneWay(r -> r.backref("parent"))).rows(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity p2 = world.p(2);
        Inspect look = Inspect.of(c1);
        assertThat(look.attribute("parent").isLoaded()).isFalse();
        look.attribute("parent").set(p2);
        assertThat(world.history(c1, "parent")).isEqualTo("p2|-|-");
        assertThat(p2.list("kids")).containsExactly(c1);
        world.session().commit();
        assertThat(world.read("select p_id from c")).containsExactly("2");
    }

    @Test
    @DisplayName(
            "AT-6: a reference to a key is found in the session without SQL, unless it is expired")
    void aReferenceFromTheIdentityMap() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        assertThat(c1.get("parent")).isSameAs(p1);
        assertThat(world.sent()).isEmpty();
        world.session().expire(c1, List.of("parent"));
        world.session().expire(p1);
        assertThat(c1.get("parent")).isSameAs(p1);
        assertThat(world.sent()).containsExactly("SELECT p");
        world.sql("insert into c (name) values ('c2')");
        assertThat(world.c(2).get("parent")).isNull();
        assertThat(world.sent()).as("the key is null").isEmpty();
    }

    @Test
    @DisplayName("AT-6: what needs no load does not even look at the database")
    void whatNeedsNoLoad() {
        begin(lists()).rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        world.history(p1, "kids");
        world.newC("n").set("parent", p1);
        c1.set("parent", world.p(2));
        world.session().add(p1);
        world.session().expire(p1);
        world.session().expunge(p1);
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName("AT-66: the key alone makes no reference before the flush, and one after it")
    void theKeyAloneMakesNoReference() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c = world.make("C", "name", "c", "p_id", 1);
        assertThat(c.get("parent")).isNull();
        world.session().add(c);
        assertThat(c.get("parent")).isNull();
        assertThat(isLoaded(c, "parent")).isFalse();
        assertThat(world.sent()).isEmpty();
        world.session().flush();
        assertThat(c.get("parent")).isSameAs(p1);
    }

    @Test
    @DisplayName(
            "AT-2, W-70: detached: what is loaded stays readable, what is not is refused, what arrives is queued")
    void detached() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        world.session().expunge(p1);
        assertThat(p1.get("name")).isEqualTo("p1");
        refused(
                ErrorCode.DETACHED,
                () -> p1.list("kids").size(),
                "P.kids",
                "P#1",
                "selectIn",
                "add or merge");
        DynamicEntity n = world.newC("n");
        n.set("parent", p1);
        assertThat(world.history(p1, "kids")).isEqualTo("n|-|-");
        world.session().add(p1);
        assertThat(p1.list("kids")).containsExactly(world.c(1), n);
        assertThat(state(n))
                .as("CA-5: only what is loaded is walked")
                .isEqualTo(ObjectState.TRANSIENT);
    }

    // History ----------------------------------------------------------------------------------

    @Test
    @DisplayName("AT-7: each line of the table for references")
    void historyOfAReference() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity c1 = world.c(1);
        assertThat(world.history(c1, "parent")).as("absent").isEqualTo("-|-|-");
        assertThat(Inspect.of(c1).attribute("parent").history().isKnown()).isFalse();
        world.load(c1, "parent");
        assertThat(world.history(c1, "parent")).as("loaded").isEqualTo("-|p1|-");
        c1.set("parent", p2);
        assertThat(world.history(c1, "parent")).as("changed").isEqualTo("p2|-|p1");
        c1.set("parent", null);
        assertThat(world.history(c1, "parent")).as("cleared").isEqualTo("null|-|p1");
        c1.set("parent", p1);
        assertThat(world.history(c1, "parent")).as("back again").isEqualTo("-|p1|-");
        assertThat(world.session().isModified(c1)).isFalse();
        world.sql("insert into c (name) values ('c2')");
        DynamicEntity c2 = world.c(2);
        world.load(c2, "parent");
        c2.set("parent", p1);
        assertThat(world.history(c2, "parent")).as("null before").isEqualTo("p1|-|-");
        c2.set("parent", null);
        assertThat(world.history(c2, "parent")).as("null again").isEqualTo("-|null|-");
    }

    @Test
    @DisplayName(
            "AT-8, AT-9, W-22: collections: the copy is taken once, at the first change; net change only")
    void historyOfACollection() {
        begin(lists()).rows(2);
        world.sql("insert into c (name) values ('c3')");
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity c3 = world.c(3);
        List<DynamicEntity> kids = p1.list("kids");
        kids.add(c3);
        kids.add(c3);
        assertThat(world.history(p1, "kids")).isEqualTo("c3,c3|c1,c2|-");
        kids.remove(c1);
        assertThat(world.history(p1, "kids")).isEqualTo("c3,c3|c2|c1");
        kids.remove(c3);
        kids.remove(c3);
        kids.add(c1);
        assertThat(world.history(p1, "kids")).isEqualTo("-|c2,c1|-");
        assertThat(world.session().isModified(p1)).isFalse();
        world.session().flush();
        assertThat(world.sent()).doesNotContain("UPDATE p", "UPDATE c");
        kids.remove(c1);
        assertThat(world.history(p1, "kids")).as("a new copy").isEqualTo("-|c2|c1");
    }

    @Test
    @DisplayName(
            "AT-10: without a load the history of what is not loaded is not known; asked to, it loads")
    void unknownHistory() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        var history = Inspect.of(p1).attribute("kids").history();
        assertThat(history.isKnown()).isFalse();
        assertThat(history.hasChanges()).isFalse();
        assertThat(world.sent()).isEmpty();
        assertThat(world.loadHistory(p1, "kids")).isEqualTo("-|c1|-");
        assertThat(world.sent()).containsExactly("SELECT c");
    }

    @Test
    @DisplayName("AT-12: columns: history is the difference of field and snapshot")
    void historyOfAColumn() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        assertThat(world.history(p1, "name")).isEqualTo("-|p1|-");
        p1.set("name", "x");
        assertThat(world.history(p1, "name")).isEqualTo("x|-|p1");
        p1.set("name", null);
        assertThat(world.history(p1, "name")).isEqualTo("null|-|p1");
        p1.set("name", "p1");
        assertThat(world.history(p1, "name")).as("equal by type").isEqualTo("-|p1|-");
        DynamicEntity fresh = world.newP("fresh");
        world.session().add(fresh);
        assertThat(world.history(fresh, "name")).isEqualTo("fresh|-|-");
        assertThat(world.history(fresh, "id")).as("null").isEqualTo("-|-|-");
    }

    @Test
    @DisplayName("AT-13: a flush, a commit, a refresh and an expiry reset history")
    void whatResetsHistory() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity c1 = world.c(1);
        world.load(p1, "kids");
        p1.list("kids").remove(c1);
        world.session().flush();
        assertThat(world.history(p1, "kids")).isEqualTo("-|-|-");
        assertThat(world.history(c1, "parent")).isEqualTo("-|null|-");
        c1.set("parent", p2);
        world.session().refresh(c1);
        assertThat(world.history(c1, "parent")).isEqualTo("-|-|-");
        assertThat(c1.get("parent")).as("the row").isNull();
        p1.list("kids").add(c1);
        world.session().expire(p1);
        assertThat(world.history(p1, "kids")).isEqualTo("-|-|-");
        assertThat(Inspect.of(p1).attribute("kids").history().isKnown()).isFalse();
    }

    @Test
    @DisplayName(
            "AT-11, W-33: a read-only side never has history, is never carried, and is right after a commit")
    void aReadOnlySide() {
        begin(lists(r -> r.viewOnly(), r -> r.syncBackref(io.relmap.annotation.SyncBackref.OFF)));
        DynamicEntity x = world.newP("x");
        DynamicEntity y = world.newC("y");
        DynamicEntity z = world.newC("z");
        y.set("parent", x);
        assertThat(x.list("kids")).isEmpty();
        x.list("kids").add(z);
        assertThat(z.get("parent")).isNull();
        world.session().add(x);
        assertThat(state(z)).isEqualTo(ObjectState.TRANSIENT);
        world.session().flush();
        assertThat(world.history(x, "kids")).isEqualTo("-|z|-");
        assertThat(world.session().isModified(x)).isFalse();
        world.session().commit();
        assertThat(x.list("kids")).isEmpty();
    }

    @Test
    @DisplayName("AT-67: setCommitted puts a value in place as if loaded, with a queue on top")
    void setCommitted() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity n = world.newC("n");
        n.set("parent", p1);
        Inspect.of(p1).attribute("kids").setCommitted(List.of(c1));
        assertThat(world.sent()).isEmpty();
        assertThat(world.history(p1, "kids")).isEqualTo("n|c1|-");
        Inspect.of(c1).attribute("parent").setCommitted(null);
        assertThat(world.history(c1, "parent")).isEqualTo("-|null|-");
        assertThat(p1.list("kids")).as("no backref").contains(c1);
    }

    @Test
    @DisplayName(
            "AT-18, W-14: a one-to-one side looks its old value up for the flush, which frees it")
    void aOneToOneSide() {
        begin(pair(REFERENCE, plain(), plain())).rows(1);
        world.sql("insert into c (name) values ('c2')");
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity c2 = world.c(2);
        p1.set("kid", c2);
        assertThat(world.history(p1, "kid")).isEqualTo("c2|-|c1");
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("c1, null", "c2, 1");
        assertThat(c1.get("parent")).isNull();
    }

    @Test
    @DisplayName(
            "AT-2: what a deleted object has not loaded is refused once the delete is committed")
    void deletedAndCommitted() {
        begin(lists()).rows(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity p2 = world.p(2);
        world.session().delete(c1);
        world.session().delete(p2);
        world.session().commit();
        refused(ErrorCode.DETACHED, () -> c1.get("parent"), "C.parent", "C#1", "deleted");
        assertThat(p2.list("kids")).as("loaded by its delete").isEmpty();
    }

    @Test
    @DisplayName(
            "AT-10, SE-54: the history of an expired column is not known; of one that was assigned only the new value is")
    void historyOfAnExpiredColumn() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        world.session().expire(p1);
        assertThat(Inspect.of(p1).attribute("name").history().isKnown()).isFalse();
        assertThat(world.sent()).isEmpty();
        p1.set("name", "p1");
        assertThat(world.history(p1, "name")).isEqualTo("p1|-|-");
        assertThat(world.session().isModified(p1)).isTrue();
        world.session().expire(p1);
        assertThat(world.loadHistory(p1, "name")).isEqualTo("-|p1|-");
    }

    @Test
    @DisplayName("AT-12: a column that is flagged is written although it looks unchanged, once")
    void aFlaggedColumn() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        Inspect.of(p1).flagModified("name");
        assertThat(world.session().isModified(p1)).isTrue();
        world.session().flush();
        assertThat(world.sent()).containsExactly("UPDATE p");
        assertThat(world.session().isModified(p1)).isFalse();
        world.session().flush();
        assertThat(world.sent()).isEmpty();
        refused(
                ErrorCode.UNKNOWN_ATTRIBUTE,
                () -> Inspect.of(p1).flagModified("kids"),
                "P",
                "kids");
    }

    @Test
    @DisplayName(
            "AT-11, SE-3, SE-70: a mark without a net change: listed as dirty, not modified, nothing written")
    void aMarkWithoutANetChange() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        p1.list("kids").remove(c1);
        p1.list("kids").add(c1);
        world.sent();
        assertThat(world.session().dirtyObjects()).contains(p1);
        assertThat(world.session().isModified(p1)).isFalse();
        world.session().flush();
        assertThat(world.sent()).isEmpty();
        assertThat(world.session().dirtyObjects()).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-70: modified itself: columns and references, not collections; new objects, too")
    void modifiedItself() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        p1.list("kids").clear();
        assertThat(world.session().isModified(p1)).isTrue();
        assertThat(world.session().isModifiedItself(p1)).isFalse();
        assertThat(world.session().isModifiedItself(c1)).as("its reference").isTrue();
        DynamicEntity fresh = world.make("P");
        assertThat(world.session().isModified(fresh)).isFalse();
        fresh.set("name", "x");
        assertThat(world.session().isModifiedItself(fresh)).isTrue();
    }
}
