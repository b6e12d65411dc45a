package io.relmap.session;

import static io.relmap.ObjectState.DELETED;
import static io.relmap.ObjectState.PENDING;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is forgotten, and when it is loaded anew. */
class ExpiryRulesTest {

    private World world;

    private World begin(Consumer<MappingBuilder> mapping) {
        world = World.of(mapping).open();
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    private boolean isExpired(DynamicEntity entity, String column) {
        return Inspect.of(entity).isExpired(column);
    }

    @Test
    @DisplayName(
            "SE-50: expire forgets columns, relationships, edits, history and queues; a mark stays")
    void expireForgetsAll() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        world.load(p1, "kids");
        p1.set("name", "edited");
        p1.list("kids").clear();
        world.newC("n").set("parent", p2);
        world.session().delete(p1);
        world.session().expire(p1);
        world.session().expire(p2);
        assertThat(world.session().deletedObjects()).containsExactly(p1);
        assertThat(isLoaded(p1, "kids")).isFalse();
        assertThat(Inspect.of(p2).attribute("kids").history().hasChanges()).isFalse();
        assertThat(p1.get("name")).isEqualTo("p1");
        assertThat(world.session().isModified(p1)).isFalse();
    }

    @Test
    @DisplayName(
            "SE-51: only these attributes; other changes stay; an unknown name is refused before anything")
    void onlyTheseAttributes() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        world.load(p1, "kids");
        p1.set("name", "edited");
        world.session().expire(p1, List.of("kids"));
        assertThat(isLoaded(p1, "kids")).isFalse();
        assertThat(p1.get("name")).isEqualTo("edited");
        world.load(p1, "kids");
        refused(
                ErrorCode.UNKNOWN_ATTRIBUTE,
                () -> world.session().expire(p1, List.of("kids", "nothing")),
                "P",
                "nothing");
        assertThat(isLoaded(p1, "kids")).isTrue();
        world.session().expire(p1, List.of("name"));
        assertThat(isExpired(p1, "name")).isTrue();
        assertThat(p1.get("name")).isEqualTo("p1");
    }

    @Test
    @DisplayName("SE-52: expireAll: persistent objects; pending ones are untouched and marks stay")
    void expireAll() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity n = world.newC("n");
        p1.set("name", "edited");
        n.set("parent", p1);
        world.session().delete(p2);
        world.session().expireAll();
        assertThat(isExpired(p1, "name")).isTrue();
        assertThat(p1.get("name")).isEqualTo("p1");
        assertThat(state(n)).isEqualTo(PENDING);
        assertThat(n.get("parent")).isSameAs(p1);
        assertThat(world.session().deletedObjects()).containsExactly(p2);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SE-54: the first touch reloads all expired columns at once; reading is one, on every database")
    void theFirstTouch(TestDatabase database) {
        world = World.of(lists()).on(database).open();
        world.rows(1);
        DynamicEntity p1 = world.p(1);
        world.session().expire(p1);
        assertThat(Inspect.of(p1).attribute("name").loadedValue()).isNull();
        assertThat(world.sent()).isEmpty();
        assertThat(Inspect.of(p1).attribute("name").get()).isEqualTo("p1");
        assertThat(world.sent()).containsExactly("SELECT p");
        assertThat(isExpired(p1, "id")).isFalse();
        assertThat(p1.get("id")).isEqualTo(1);
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName("SE-54.2: a row of a query fills what is expired, without a SELECT of its own")
    void aQueryFillsIt() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        world.session().commit();
        world.sql("update p set name = 'newer' where id = 1");
        assertThat(world.session().query("P").orderBy("id").list()).first().isSameAs(p1);
        assertThat(world.sent()).containsExactly("SELECT p");
        assertThat(p1.get("name")).isEqualTo("newer");
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-54.3: what is edited after the expiry counts as changed and survives the reload")
    void editedAfterTheExpiry() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        world.session().expire(p1);
        p1.set("name", "later");
        assertThat(world.session().isModified(p1)).isTrue();
        var unused = p1.list("kids").size(); // loads it
        assertThat(p1.get("name")).isEqualTo("later");
        world.session().commit();
        assertThat(world.read("select name from p order by id")).containsExactly("later", "p2");
    }

    @Test
    @DisplayName("SE-54.3: a flush does not load what is expired and not edited")
    void aFlushDoesNotLoadIt() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        world.session().expire(p1);
        world.session().add(world.newP("n"));
        world.session().flush();
        assertThat(world.sent()).containsExactly("INSERT p");
        assertThat(isExpired(p1, "name")).isTrue();
    }

    @Test
    @DisplayName("SE-54.4, W-87: a touch of what has no row any more, and a refresh of it")
    void noRowAnyMore() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        world.session().executeSql("delete from p where id = 1");
        world.session().expire(p1);
        refused(ErrorCode.OBJECT_DELETED, () -> p1.get("name"), "P#1");
        refused(ErrorCode.OBJECT_DELETED, () -> world.session().refresh(p1), "P#1");
    }

    @Test
    @DisplayName("SE-54.4, SE-41, W-86: get gives null for it, and it has left the session")
    void getOfWhatHasNoRow() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        assertThat(world.session().get("P", 1)).isSameAs(p1);
        assertThat(world.sent()).isEmpty();
        world.session().expire(p1);
        assertThat(world.session().get("P", 1)).isSameAs(p1);
        assertThat(world.sent()).containsExactly("SELECT p");
        world.session().executeSql("delete from p where id = 1");
        world.session().expire(p1);
        assertThat(world.session().get("P", 1)).isNull();
        assertThat(state(p1)).isEqualTo(DELETED);
        assertThat(world.session().contains(p1)).isFalse();
    }

    @Test
    @DisplayName(
            "SE-54.5: detached and expired: reads that must load are refused, naming object and attribute")
    void detachedAndExpired() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        world.session().expire(p1);
        world.session().expunge(p1);
        refused(ErrorCode.DETACHED, () -> Inspect.of(p1).attribute("name").get(), "P#1", "name");
        refused(ErrorCode.DETACHED, () -> p1.list("kids").size(), "P#1", "P.kids");
    }

    @Test
    @DisplayName(
            "SE-55, W-63, W-118: refresh gives up the object's edits and flushes those of others first")
    void refreshFlushesOthers() {
        world = World.of(lists()).autoflush().open();
        world.rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        p1.set("name", "lost");
        p2.set("name", "written");
        world.session().refresh(p1);
        assertThat(world.sent()).containsExactly("UPDATE p", "SELECT p");
        assertThat(p1.get("name")).isEqualTo("p1");
        world.session().commit();
        assertThat(world.read("select name from p order by id")).containsExactly("p1", "written");
    }

    @Test
    @DisplayName("SE-55: by names; those of relationships are loaded, too")
    void refreshByNames() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        p1.set("name", "edited");
        world.session().refresh(p1, List.of("kids"));
        assertThat(isLoaded(p1, "kids")).isTrue();
        assertThat(world.sent()).containsExactly("SELECT c");
        assertThat(p1.get("name")).isEqualTo("edited");
        world.session().refresh(p1, List.of("name"));
        assertThat(p1.get("name")).isEqualTo("p1");
    }

    @Test
    @DisplayName(
            "SE-55: by the names of columns: just those are read, other expired ones when they are needed")
    void refreshOfOneColumnLeavesTheOthersExpired() {
        begin(lists()).rows(1);
        DynamicEntity c1 = world.c(1);
        world.session().expire(c1);

        world.session().refresh(c1, List.of("name"));

        assertThat(isLoaded(c1, "name")).isTrue();
        assertThat(isLoaded(c1, "p_id")).isFalse();
        assertThat(world.sent()).hasSize(1);
        assertThat(c1.get("p_id")).isEqualTo(1);
        assertThat(world.sent()).hasSize(1);
    }

    @Test
    @DisplayName("SE-55: a refresh loads eager relationships by their strategy")
    void refreshLoadsEagerRelationships() {
        begin(lists(r -> r.lazy(Lazy.JOINED), plain())).rows(1);
        DynamicEntity p1 = world.p(1);
        world.session().refresh(p1);
        assertThat(isLoaded(p1, "kids")).isTrue();
        assertThat(world.sent()).hasSize(1);
    }

    @Test
    @DisplayName("SE-56: a session that ends with its transaction leaves loaded what was loaded")
    void aSessionThatEndsWithItsTransaction() {
        begin(lists()).rows(1);
        DynamicEntity p1 =
                world.relmap()
                        .transactionResult(
                                session -> {
                                    DynamicEntity loaded = world.get(session, "P", 1);
                                    var unused = loaded.list("kids").size(); // loads it
                                    loaded.set("name", "changed");
                                    return loaded;
                                });
        assertThat(p1.get("name")).isEqualTo("changed");
        assertThat(p1.list("kids")).hasSize(1);
        assertThat(world.read("select name from p where id = 1")).containsExactly("changed");
    }

    @Test
    @DisplayName("SE-42, W-85: a query does not overwrite what is loaded, unless it is told to")
    void populateExisting() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        p1.set("name", "edited");
        assertThat(world.session().query("P").where("id = 1").one()).isSameAs(p1);
        assertThat(p1.get("name")).isEqualTo("edited");
        world.session().query("P").where("id = 1").populateExisting().one();
        assertThat(p1.get("name")).isEqualTo("p1");
        assertThat(world.session().isModified(p1)).isFalse();
    }

    @Test
    @DisplayName("SE-24, W-101: without expiry on commit what is loaded stays")
    void withoutExpiryOnCommit() {
        world = World.of(lists()).sessions(o -> o.withExpireOnCommit(false)).open();
        world.rows(0);
        DynamicEntity p1 = world.p(1);
        p1.set("name", "edited");
        world.session().commit();
        world.sent();
        assertThat(isExpired(p1, "name")).isFalse();
        assertThat(p1.get("name")).isEqualTo("edited");
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-70, W-117: isModified is net change; what is expired and assigned counts, whatever it is")
    void isModified() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        p1.set("name", "z");
        assertThat(world.session().isModified(p1)).isTrue();
        p1.set("name", "p1");
        assertThat(world.session().isModified(p1)).isFalse();
        world.session().expire(p1);
        p1.set("name", "p1");
        assertThat(world.session().isModified(p1)).isTrue();
        world.session().refresh(p1);
        p1.list("kids").add(world.newC("n"));
        assertThat(world.session().isModified(p1)).isTrue();
    }

    @Test
    @DisplayName("SE-51, SE-95 no. 2: attributes of an object without row here are not expired")
    void attributesOfAnObjectWithoutRow() {
        begin(lists()).rows(0);
        DynamicEntity n = world.newP("n");
        world.session().add(n);
        refused(
                ErrorCode.NOT_PERSISTENT,
                () -> world.session().expire(n, List.of("name")),
                "not persistent");
        DynamicEntity p1 = world.p(1);
        world.session().expunge(p1);
        refused(
                ErrorCode.NOT_PERSISTENT,
                () -> world.session().expire(p1, List.of("name")),
                "not persistent");
        assertThat(p1.get("name")).isEqualTo("p1");
    }

    @Test
    @DisplayName("SE-51, AT-12: expiring a column takes back that it was flagged")
    void aFlagIsTakenBack() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        Inspect.of(p1).flagModified("name");
        world.session().expire(p1, List.of("name"));
        world.session().flush();
        assertThat(world.sent()).doesNotContain("UPDATE p");
    }
}
