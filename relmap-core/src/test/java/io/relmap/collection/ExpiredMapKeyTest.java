package io.relmap.collection;

import static io.relmap.mapping.Content.MAP;
import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SE-54, CO-20: an element whose key is expired")
class ExpiredMapKeyTest {

    private final World world = World.of(pair(MAP, plain(), plain())).open().rows(1);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("is reloaded when it comes in, and enters under the key of its row")
    void comesIn() {
        DynamicEntity c1 = world.c(1);
        DynamicEntity p2 = world.p(2);
        world.load(p2, "kids");
        world.session().commit();
        world.sql("update c set name = 'now'");
        world.load(p2, "kids");
        c1.set("parent", p2);
        assertThat(p2.map("kids").keySet()).isEqualTo(java.util.Set.of("now"));
    }
}
