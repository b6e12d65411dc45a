package io.relmap.session;

import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.Family.upwards;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

    @Test
    @DisplayName("with weakAfterTransaction, an edited map-backed object stays until it is written")
    void anEditedMapBackedObject() {
        try (World weak =
                World.of(upwards(plain()))
                        .sessions(options -> options.withWeakAfterTransaction(true))
                        .open()
                        .rows(0)) {
            @Nullable DynamicEntity[] held = {weak.p(1)};
            weak.session().commit();
            Objects.requireNonNull(held[0]).set("name", "edited");
            held[0] = null;
            System.gc();
            weak.session().commit();
            assertThat(weak.read("select name from p order by id")).containsExactly("edited", "p2");
        }
    }
}
