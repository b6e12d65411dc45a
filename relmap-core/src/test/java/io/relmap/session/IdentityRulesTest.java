package io.relmap.session;

import static io.relmap.ObjectState.DELETED;
import static io.relmap.ObjectState.DETACHED;
import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.oneWay;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which row an object stands for: keys in use, keys that change, looking up by key. */
class IdentityRulesTest {

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

    @Test
    @DisplayName(
            "SE-40: what a native statement finds of a map-backed entity is the session's object")
    void byANativeStatement() {
        begin(lists()).rows(0);
        DynamicEntity p2 = world.p(2);
        assertThat(
                        world.session()
                                .sql("P", "select * from p where name = :n", Map.of("n", "p2"))
                                .one())
                .isSameAs(p2);
    }

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

    @Test
    @DisplayName("SE-41: a key of nothing but null has no object, and is warned of")
    void aKeyOfNull() {
        begin(lists());
        assertThat(world.session().get("P", Arrays.asList((Object) null))).isNull();
        assertThat(world.sent()).isEmpty();
        assertThat(world.warnings()).singleElement().asString().contains("P", "null");
    }
}
