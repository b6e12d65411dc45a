package io.relmap.session;

import static io.relmap.ObjectState.DETACHED;
import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.all;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.oneWay;
import static io.relmap.testsupport.Family.owned;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.annotation.Cascade;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.query.Load;
import io.relmap.schema.ColumnDefinition;
import io.relmap.testsupport.Family;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the state of an object is copied onto the one of the same key in a session. */
class MergeRulesTest {

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
    @DisplayName(
            "SE-60, W-74: columns and members go onto the object of that key; the source stays as it is")
    void ontoTheObjectOfThatKey() {
        begin(lists()).rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity source = world.make("P", "id", 1, "name", "m");
        DynamicEntity known = world.make("C", "id", 1);
        DynamicEntity fresh = world.newC("new");
        source.list("kids").addAll(List.of(known, fresh));

        assertThat(world.session().merge(source)).isSameAs(p1);

        assertThat(p1.get("name")).isEqualTo("m");
        assertThat(world.history(p1, "kids")).isEqualTo("new|c1|c2");
        assertThat(List.of(state(source), state(known), state(fresh))).containsOnly(TRANSIENT);
        assertThat(p1.list("kids").get(1)).isNotSameAs(fresh);
        assertThat(world.c(1).get("name")).as("what was never set is not copied").isEqualTo("c1");
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("c1, 1", "c2, null", "new, 1");
    }

    @Test
    @DisplayName("SE-60, W-74: what is missing in the source falls to the orphan rules")
    void whatIsMissingIsAnOrphan() {
        begin(lists(owned(), plain())).rows(2);
        DynamicEntity source = world.make("P", "id", 1);
        source.list("kids").add(world.make("C", "id", 1));
        world.session().merge(source);
        world.session().commit();
        assertThat(world.read("select name from c")).containsExactly("c1");
    }

    @Test
    @DisplayName(
            "SE-60.9, SE-63, W-75: a collection that was only read says nothing; one set to empty empties")
    void presentOrNot() {
        begin(lists()).rows(2);
        DynamicEntity read = world.make("P", "id", 1);
        var unused = read.list("kids").size(); // loads it
        DynamicEntity p1 = world.session().merge(read);
        assertThat(p1.list("kids")).hasSize(2);
        DynamicEntity emptied = world.make("P", "id", 1);
        emptied.list("kids").replaceWith(List.of());
        world.session().merge(emptied);
        assertThat(world.history(p1, "kids")).isEqualTo("-|-|c1,c2");
    }

    @Test
    @DisplayName(
            "SE-60, W-76: a key without row becomes a new object; no key gives one at each merge")
    void newObjects() {
        begin(lists()).rows(0);
        DynamicEntity nine = world.session().merge(world.make("P", "id", 9, "name", "nine"));
        assertThat(state(nine)).isEqualTo(PENDING);
        assertThat(nine.get("id")).isEqualTo(9);
        DynamicEntity source = world.newP("x");
        assertThat(world.session().merge(source)).isNotSameAs(world.session().merge(source));
        assertThat(world.session().newObjects()).hasSize(3);
    }

    @Test
    @DisplayName("SE-60.3, N3, W-77: merging a pending object warns and makes a second one")
    void aPendingSource() {
        begin(lists());
        DynamicEntity n = world.newP("n");
        world.session().add(n);
        DynamicEntity copy = world.session().merge(n);
        assertThat(copy).isNotSameAs(n);
        assertThat(state(copy)).isEqualTo(PENDING);
        assertThat(world.warnings()).singleElement().asString().contains("P", "pending", "Flush");
        world.close();

        world = World.of(lists()).autoflush().open();
        DynamicEntity flushed = world.newP("n");
        world.session().add(flushed);
        assertThat(world.session().merge(flushed)).isSameAs(flushed);
        assertThat(state(flushed)).isEqualTo(PERSISTENT);
        assertThat(world.warnings()).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-60.5, SE-60.10, W-78: without loading: a clean copy with its members, and no SQL")
    void withoutLoading() {
        begin(lists()).rows(2);
        DynamicEntity p1 = world.p(1);
        world.load(p1, "kids");
        Session next = world.anew();
        DynamicEntity copy = next.merge(p1, MergeOption.NO_LOAD);
        assertThat(state(copy)).isEqualTo(PERSISTENT);
        assertThat(copy).isNotSameAs(p1);
        assertThat(isLoaded(copy, "kids")).isTrue();
        assertThat(copy.list("kids")).hasSize(2).allMatch(next::contains);
        assertThat(next.dirtyObjects()).isEmpty();
        next.flush();
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName("SE-60.10: without loading, what was not flushed on the target is overwritten")
    void withoutLoadingOverwrites() {
        begin(lists()).rows(0);
        DynamicEntity detached = world.p(1);
        Session next = world.anew();
        DynamicEntity here = world.p(1);
        here.set("name", "edited here");
        next.merge(detached, MergeOption.NO_LOAD);
        assertThat(here.get("name")).isEqualTo("p1");
        assertThat(next.isModified(here)).isFalse();
    }

    @Test
    @DisplayName(
            "SE-60.5, SE-95 no. 20, W-78: without loading, no object without row and none with changes")
    void withoutLoadingIsRefused() {
        begin(lists()).rows(0);
        refused(
                ErrorCode.MERGE_NOT_POSSIBLE,
                () -> world.session().merge(world.make("P", "id", 5), MergeOption.NO_LOAD),
                "P",
                "no identity",
                "Flush first");
        DynamicEntity p1 = world.p(1);
        world.anew();
        p1.set("name", "changed");
        refused(
                ErrorCode.MERGE_NOT_POSSIBLE,
                () -> world.session().merge(p1, MergeOption.NO_LOAD),
                "P#1",
                "changes",
                "Flush first");
        assertThat(world.session().newObjects()).isEmpty();
    }

    @Test
    @DisplayName("SE-60.9, W-79: a reference set to null is copied, an untouched one is not")
    void references() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity untouched = world.session().merge(world.make("C", "id", 1));
        assertThat(untouched.get("parent")).isSameAs(p1);
        DynamicEntity source = world.make("C", "id", 1);
        source.set("parent", null);
        DynamicEntity c1 = world.session().merge(source);
        assertThat(world.history(c1, "parent")).isEqualTo("null|-|p1");
        assertThat(c1.get("name")).isEqualTo("c1");
    }

    @Test
    @DisplayName("SE-60.9, W-110: by the way it came the merge does not go back")
    void notBackTheSameWay() {
        begin(lists()).rows(1);
        DynamicEntity source = world.make("P", "id", 1, "name", "src");
        DynamicEntity k1 = world.make("C", "id", 1, "name", "k1");
        DynamicEntity k2 = world.make("C", "id", 2, "name", "k2");
        source.list("kids").addAll(List.of(k1, k2));
        world.session().merge(k1);
        world.session().flush();
        assertThat(world.session().get("C", 2)).as("not merged with its sibling").isNull();
        assertThat(world.p(1).get("name")).isEqualTo("src");
        world.session().merge(source);
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("k1, 1", "k2, 1");
    }

    @Test
    @DisplayName("SE-60.1, SE-60.9: rings end; two of one key fall onto one object, listed twice")
    void ringsAndDuplicates() {
        begin(lists()).rows(1);
        DynamicEntity source = world.make("P", "id", 1);
        source.list("kids").add(world.make("C", "id", 1));
        source.list("kids").add(world.make("C", "id", 1));
        DynamicEntity p1 = world.session().merge(source);
        DynamicEntity c1 = world.c(1);
        assertThat(p1.list("kids")).containsExactly(c1, c1);
        assertThat(c1.get("parent")).isSameAs(p1);
    }

    @Test
    @DisplayName("SE-60.7: an object of this session is returned as it is")
    void theObjectItself() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        p1.set("name", "edited");
        assertThat(world.session().merge(p1)).isSameAs(p1);
        assertThat(p1.get("name")).isEqualTo("edited");
        assertThat(isLoaded(p1, "kids")).isFalse();
    }

    @Test
    @DisplayName("SE-60.9: without the merge cascade a relationship is left alone")
    void withoutTheCascade() {
        begin(lists(r -> r.cascade(Cascade.SAVE_UPDATE), plain())).rows(1);
        DynamicEntity source = world.make("P", "id", 1, "name", "m");
        source.list("kids").replaceWith(List.of());
        DynamicEntity p1 = world.session().merge(source);
        assertThat(p1.get("name")).isEqualTo("m");
        assertThat(p1.list("kids")).hasSize(1);
    }

    @Test
    @DisplayName(
            "SE-60.5, LO-61: without loading, a collection that was loaded in part is a part in the copy")
    void aPartOfACollection() {
        begin(lists()).rows(1).sql("insert into c (name, p_id) values ('c2', 1)");
        Object source = only("P", Load.selectIn("kids").where("name = 'c1'"));
        world.anew();
        DynamicEntity copy = (DynamicEntity) world.session().merge(source, MergeOption.NO_LOAD);
        assertThat(copy.list("kids")).hasSize(1);
        assertThat(world.sent()).isEmpty();
        world.session().delete(copy);
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .as("a delete is about all of them")
                .containsExactly("c1, null", "c2, null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p1", "none"})
    @DisplayName("SE-60.5, LO-61: so is a reference, found or not, and it is not written")
    void aPartOfAReference(String name) {
        begin(lists()).rows(1);
        Object source = only("C", Load.joined("parent").where("name = '" + name + "'"));
        world.anew();
        DynamicEntity copy = (DynamicEntity) world.session().merge(source, MergeOption.NO_LOAD);
        DynamicEntity parent = (DynamicEntity) copy.get("parent");
        assertThat(parent == null ? "none" : parent.get("name")).isEqualTo(name);
        assertThat(world.sent()).isEmpty();
        copy.set("name", "changed");
        world.session().commit();
        assertThat(world.read("select name, p_id from c")).containsExactly("changed, 1");
    }

    private Object only(String entity, Load option) {
        return world.session().query(entity).where("id = 1").options(option).one();
    }

    @Test
    @DisplayName(
            "SE-60.9: of a detached source what is loaded is copied, and expired columns are not")
    void aDetachedSource() {
        begin(lists()).rows(1);
        DynamicEntity detached = world.p(1);
        world.session().expire(detached, List.of("name"));
        world.sql("update p set name = 'newer' where id = 1");
        world.anew();
        DynamicEntity copy = world.session().merge(detached);
        assertThat(copy.get("name")).isEqualTo("newer");
        assertThat(copy.list("kids")).hasSize(1);
        assertThat(state(detached)).isEqualTo(DETACHED);
    }

    @Test
    @DisplayName("SE-61: a source whose row was deleted makes a new object")
    void aDeletedSource() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        world.session().delete(p1);
        world.session().flush();
        assertThat(state(world.session().merge(p1))).isEqualTo(PENDING);
        world.session().rollback();
        DynamicEntity p2 = world.p(2);
        world.session().delete(p2);
        world.session().commit();
        assertThat(Inspect.of(p2).wasDeleted()).isTrue();
        DynamicEntity again = world.session().merge(p2);
        assertThat(state(again)).isEqualTo(PENDING);
        world.session().commit();
        assertThat(world.read("select id, name from p order by id"))
                .containsExactly("1, p1", "2, p2");
    }

    @Test
    @DisplayName("SE-62, SE-90: where a source carries a key and a reference the reference decides")
    void theReferenceDecides() {
        begin(lists()).rows(1);
        DynamicEntity source = world.make("C", "id", 1, "p_id", 1);
        source.set("parent", world.make("P", "id", 2));
        world.session().merge(source);
        world.session().commit();
        assertThat(world.read("select p_id from c")).containsExactly("2");
        DynamicEntity cleared = world.make("C", "id", 1, "p_id", 1);
        cleared.set("parent", null);
        world.session().merge(cleared);
        world.session().commit();
        assertThat(world.read("select p_id from c")).containsExactly("null");
    }

    private static Consumer<MappingBuilder> versioned() {
        return mapping ->
                mapping.mapDynamic(
                        "P",
                        Family.named("p")
                                .column(ColumnDefinition.of("v", TypeRegistry.integer()).notNull())
                                .build(),
                        p -> p.version("v"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-60.8, W-80: another version is refused, also where the target is expired")
    void anotherVersion(Behaviour behaviour) {
        world = World.of(versioned()).behaviour(behaviour).open();
        world.sql("insert into p (name, v) values ('p1', 1)");
        DynamicEntity p1 = world.p(1);
        DynamicEntity other = world.make("P", "id", 1, "name", "m", "v", 7);
        refused(
                ErrorCode.MERGE_VERSION_MISMATCH,
                () -> world.session().merge(other),
                "P",
                "version 7",
                "version 1",
                "unset");
        world.session().expire(p1);
        refused(ErrorCode.MERGE_VERSION_MISMATCH, () -> world.session().merge(other));
        assertThat(p1.get("name")).isEqualTo("p1");
    }

    @Test
    @DisplayName("SE-60.8, W-80: no version, no check; the flush counts on")
    void noVersion() {
        begin(versioned()).sql("insert into p (name, v) values ('p1', 1)");
        world.session().merge(world.make("P", "id", 1, "name", "m"));
        world.session().commit();
        assertThat(world.read("select name, v from p")).containsExactly("m, 2");
        world.session().merge(world.make("P", "id", 1, "name", "n", "v", 2));
        world.session().commit();
        assertThat(world.read("select name, v from p")).containsExactly("n, 3");
    }

    @Test
    @DisplayName("SE-35, SE-60: merging flushes before it loads, and not between")
    void mergingFlushesFirst() {
        world = World.of(lists()).autoflush().open();
        world.rows(1);
        DynamicEntity p2 = world.p(2);
        p2.set("name", "edited");
        DynamicEntity source = world.make("P", "id", 1, "name", "m");
        source.list("kids").add(world.newC("new"));
        world.session().merge(source);
        assertThat(world.sent()).containsExactly("UPDATE p", "SELECT p", "SELECT c");
    }

    @Test
    @DisplayName(
            "SE-63: of an object without class what was put in is present, null too, unless nulls are ignored")
    void nulls() {
        begin(lists()).rows(0);
        DynamicEntity source = world.make("P", "id", 1, "name", null);
        assertThat(world.session().merge(source, MergeOption.IGNORE_NULLS).get("name"))
                .isEqualTo("p1");
        assertThat(world.session().merge(source).get("name")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SE-60, SE-54: an expired target is reloaded, so that its history says what the row holds")
    void anExpiredTargetIsReloaded(Behaviour behaviour) {
        world = World.of(lists()).behaviour(behaviour).open();
        world.rows(0);
        DynamicEntity p1 = world.p(1);
        world.session().commit();
        world.sql("update p set name = 'other' where id = 1");
        world.session().merge(world.make("P", "id", 1, "name", "m"));
        assertThat(world.sent()).containsExactly("SELECT p");
        assertThat(world.history(p1, "name")).isEqualTo("m|-|other");
    }

    @Test
    @DisplayName("SE-60.3, N3: of a pending object of another session nobody is warned")
    void aPendingObjectOfAnotherSession() {
        begin(lists());
        DynamicEntity n = world.newP("n");
        world.open().add(n);
        DynamicEntity copy = world.session().merge(n);
        assertThat(copy).isNotSameAs(n);
        assertThat(state(copy)).isEqualTo(PENDING);
        assertThat(world.warnings()).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-60.1: a source that is reached twice, and two of one key without row, are one new object")
    void reachedTwice() {
        begin(lists(all(), plain()));
        DynamicEntity source = world.newP("p");
        DynamicEntity twice = world.newC("twice");
        source.list("kids")
                .addAll(
                        List.of(
                                twice,
                                twice,
                                world.make("C", "id", 9, "name", "one"),
                                world.make("C", "id", 9, "name", "other")));
        DynamicEntity copy = world.session().merge(source);
        List<Object> kids = List.copyOf(copy.list("kids"));
        assertThat(kids).hasSize(4);
        assertThat(kids.get(1)).isSameAs(kids.get(0));
        assertThat(kids.get(3)).isSameAs(kids.get(2));
        assertThat(world.session().newObjects()).hasSize(3);
    }

    @Test
    @DisplayName(
            "SE-60.5, SE-60.10: without loading a copy knows what its source knows, and no more")
    void withoutLoadingItKnowsWhatItsSourceKnows() {
        begin(lists()).rows(1);
        DynamicEntity c1 = world.c(1);
        world.load(c1, "parent");
        world.session().expire(c1, List.of("name"));
        Session next = world.anew();
        DynamicEntity copy = next.merge(c1, MergeOption.NO_LOAD);
        assertThat(copy).isNotSameAs(c1);
        assertThat(copy.get("id")).isEqualTo(1);
        assertThat(copy.get("p_id")).isEqualTo(1);
        assertThat(isLoaded(copy, "parent")).isTrue();
        assertThat(((DynamicEntity) Objects.requireNonNull(copy.get("parent"))).get("name"))
                .isEqualTo("p1");
        assertThat(Inspect.of(copy).isExpired("name")).isTrue();
        assertThat(next.isModified(copy)).isFalse();
        next.flush();
        assertThat(world.sent()).isEmpty();
        assertThat(copy.get("name")).isEqualTo("c1");
        assertThat(world.sent()).containsExactly("SELECT c");
    }

    @Test
    @DisplayName(
            "SE-60.10: without loading, changes of the target that its source says nothing of are forgotten")
    void withoutLoadingChangesAreForgotten() {
        begin(oneWay(plain())).rows(1);
        DynamicEntity source = world.p(1);
        Session next = world.anew();
        DynamicEntity p1 = world.p(1);
        p1.list("kids").remove(0);
        assertThat(next.merge(source, MergeOption.NO_LOAD)).isSameAs(p1);
        next.flush();
        assertThat(world.sent()).doesNotContain("UPDATE c");
        assertThat(next.isModified(p1)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SE-60.8, SE-54: the version that counts is the row's, not what an expired target shows")
    void theVersionOfTheRowCounts(Behaviour behaviour) {
        world = World.of(versioned()).behaviour(behaviour).open();
        world.sql("insert into p (name, v) values ('p1', 1)");
        var kept = world.p(1);
        world.session().commit();
        world.sql("update p set v = 2");
        refused(
                ErrorCode.MERGE_VERSION_MISMATCH,
                () -> world.session().merge(world.make("P", "id", 1, "name", "m", "v", 1)),
                "version 2");
        world.session().rollback();
        world.sql("update p set v = 3");
        world.session().merge(world.make("P", "id", 1, "name", "m", "v", 3));
        world.session().commit();
        assertThat(world.read("select name, v from p")).containsExactly("m, 4");
        assertThat(kept.get("name")).isEqualTo("m");
    }

    @Test
    @DisplayName("SE-60.5: without loading, the copy of an expired source knows its key")
    void withoutLoadingItKnowsItsKey() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        world.session().commit();
        Session next = world.anew();
        DynamicEntity copy = next.merge(p1, MergeOption.NO_LOAD);
        assertThat(copy.get("id")).isEqualTo(1);
        assertThat(world.sent()).isEmpty();
        assertThat(copy.get("name")).isEqualTo("p1");
    }
}
