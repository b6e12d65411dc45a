package io.relmap.session;

import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.Family.upwards;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SE-45: what evictClean lets go of")
class EvictionRulesTest {

    private final World world = World.of(upwards(plain())).open().rows(0);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("is not what a new object refers to, of which the other side knows nothing")
    void whatANewObjectRefersTo() {
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity n = world.newC("n");
        n.set("parent", p1);
        world.session().add(n);
        assertThat(world.session().evictClean()).isEqualTo(1);
        assertThat(world.session().objects()).containsExactlyInAnyOrder(n, p1);
        assertThat(world.session().contains(p2)).isFalse();
        world.session().commit();
        assertThat(world.read("select name, p_id from c")).containsExactly("n, 1");
    }
}
