package io.relmap.collection;

import static io.relmap.mapping.Content.MAP;
import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SE-54, CO-20: an element whose key is expired")
class ExpiredMapKeyTest {

    private World world;

    private void begin(Consumer<RelationshipMapping> kids) {
        world = World.of(pair(MAP, kids, plain())).open().rows(1);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("is reloaded when it comes in, and enters under the key of its row")
    void comesIn() {
        begin(plain());
        DynamicEntity c1 = world.c(1);
        DynamicEntity p2 = world.p(2);
        world.load(p2, "kids");
        world.session().commit();
        world.sql("update c set name = 'now'");
        world.load(p2, "kids");
        c1.set("parent", p2);
        assertThat(p2.map("kids").keySet()).isEqualTo(Set.of("now"));
    }

    @Test
    @DisplayName("is reloaded as well where a function computes the key")
    void byAFunction() {
        begin(r -> r.key(kid -> "key of " + ((DynamicEntity) kid).get("name")));
        DynamicEntity c1 = world.c(1);
        DynamicEntity p2 = world.p(2);
        world.session().commit();
        world.sql("update c set name = 'now'");
        world.load(p2, "kids");
        c1.set("parent", p2);
        assertThat(p2.map("kids").keySet()).isEqualTo(Set.of("key of now"));
    }

    @Test
    @DisplayName("is not reloaded where other columns are expired alone")
    void anotherColumn() {
        begin(plain());
        DynamicEntity c1 = world.c(1);
        DynamicEntity p2 = world.p(2);
        world.load(p2, "kids").load(c1, "parent");
        world.session().expire(c1, List.of("p_id"));
        c1.set("parent", p2);
        assertThat(world.sent()).isEmpty();
        assertThat(p2.map("kids").keySet()).isEqualTo(Set.of("c1"));
    }
}
