package io.relmap.attribute;

import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.Family.upwards;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.annotation.Lazy;
import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AT-67: a reference's value that counts as loaded")
class CommittedReferenceTest {

    private World world;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("put in place over a change it ends that change's history")
    void overAChange() {
        world = World.of(upwards(plain())).open().rows(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity p2 = world.p(2);
        world.load(c1, "parent");
        c1.set("parent", p2);
        Inspect.of(c1).attribute("parent").setCommitted(p2);
        assertThat(world.history(c1, "parent")).isEqualTo("-|p2|-");
        world.session().commit();
        assertThat(world.read("select p_id from c")).containsExactly("1");
    }

    @Test
    @DisplayName(
            "AT-2, LO-2: what the reload of the owner brings along is the value that was asked for")
    void broughtAlongByAReload() {
        world = World.of(lists(plain(), r -> r.lazy(Lazy.JOINED))).open().rows(1);
        DynamicEntity c1 = world.c(1);
        world.session().expire(c1);
        assertThat(c1.get("parent")).isSameAs(world.p(1));
        assertThat(world.history(c1, "parent")).isEqualTo("-|p1|-");
    }

    @Test
    @DisplayName(
            "AT-17: under active history is null for a pending object, so that null is no change")
    void ofAPendingObject() {
        world = World.of(upwards(r -> r.activeHistory())).open();
        DynamicEntity c = world.newC("c");
        world.session().add(c);
        c.set("parent", null);
        assertThat(world.history(c, "parent")).isEqualTo("-|null|-");
    }
}
