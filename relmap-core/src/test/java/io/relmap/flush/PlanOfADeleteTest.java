package io.relmap.flush;

import static io.relmap.testsupport.Family.lists;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "UW-146, UW-8: of an object that is deleted and linked a plan says what the flush does")
class PlanOfADeleteTest {

    private World world;
    private DynamicEntity c1;
    private DynamicEntity p2;

    private void begin(Behaviour behaviour) {
        world = World.of(lists()).behaviour(behaviour).open().rows(1);
        c1 = world.c(1);
        p2 = world.p(2);
        world.load(world.p(1), "kids").load(p2, "kids").load(c1, "parent");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void isDeleted(boolean expected) {
        String plan = world.session().flushPlan().describe();
        assertThat(plan.contains("delete C")).as(plan).isEqualTo(expected);
        world.session().commit();
        assertThat(world.read("select id from c")).hasSize(expected ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "linked, then deleted: strict deletes it, the reference keeps a loaded owner's member")
    void deletedLast(Behaviour behaviour) {
        begin(behaviour);
        c1.set("parent", p2);
        world.session().delete(c1);
        isDeleted(behaviour == Behaviour.STRICT);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("deleted, then linked: it stays")
    void linkedLast(Behaviour behaviour) {
        begin(behaviour);
        world.session().delete(c1);
        c1.set("parent", p2);
        isDeleted(false);
    }
}
