package io.relmap.cascade;

import static io.relmap.testsupport.Family.owned;
import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Cascade;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.Content;
import io.relmap.testsupport.World;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CA-40: whoever leaves a loaded collection, in whatever way, has lost this owner")
class OrphansOfCollectionsTest {

    private World world;
    private DynamicEntity p1;
    private DynamicEntity c1;

    private void begin(Content content, Behaviour behaviour) {
        world = World.of(pair(content, owned(), plain())).behaviour(behaviour).open().rows(0);
        p1 = world.p(1);
        c1 = world.newC("c1");
        c1.set("parent", p1);
        world.load(p1, "kids");
        world.session().add(c1);
        world.session().flush();
    }

    private List<String> rows() {
        world.session().commit();
        return world.read("select name from c order by id");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a set, by the element")
    void fromASet(Behaviour behaviour) {
        begin(Content.SET, behaviour);
        p1.set("kids").remove(c1);
        assertThat(rows()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a map, by the key")
    void fromAMap(Behaviour behaviour) {
        begin(Content.MAP, behaviour);
        p1.map("kids").remove("c1");
        assertThat(rows()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a map, by another element under its key")
    void fromAKey(Behaviour behaviour) {
        begin(Content.MAP, behaviour);
        p1.map("kids").put("c1", world.newC("n"));
        assertThat(rows()).containsExactly("n");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a list, by the place that another takes")
    void fromAPlace(Behaviour behaviour) {
        begin(Content.LIST, behaviour);
        p1.list("kids").set(0, world.newC("n"));
        assertThat(rows()).containsExactly("n");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("by its own reference")
    void byItsReference(Behaviour behaviour) {
        for (Content content : List.of(Content.LIST, Content.SET, Content.MAP)) {
            begin(content, behaviour);
            c1.set("parent", null);
            assertThat(rows()).as("%s", content).isEmpty();
            world.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("AT-32, AT-46: one that is left in a list is no orphan; if strict none is left")
    void fromAListThatHasItTwice(Behaviour behaviour) {
        begin(Content.LIST, behaviour);
        p1.list("kids").add(c1);
        c1.set("parent", null);
        boolean strict = behaviour == Behaviour.STRICT;
        assertThat(p1.list("kids")).hasSize(strict ? 0 : 1);
        assertThat(rows()).hasSize(strict ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CO-26: one that the map has left out for want of a key is told of if strict")
    void whomAMapIgnores(Behaviour behaviour) {
        world =
                World.of(
                                pair(
                                        Content.MAP,
                                        r ->
                                                r.key("name")
                                                        .ignoreUnpopulatedKey()
                                                        .cascade(
                                                                Cascade.ALL, Cascade.DELETE_ORPHAN),
                                        plain()))
                        .behaviour(behaviour)
                        .open()
                        .rows(0)
                        .sql("insert into c (p_id) values (1)");
        world.load(world.p(1), "kids");
        DynamicEntity unnamed = world.c(1);
        world.load(unnamed, "parent");
        unnamed.set("parent", null);
        assertThat(rows()).hasSize(behaviour == Behaviour.STRICT ? 0 : 1);
    }
}
