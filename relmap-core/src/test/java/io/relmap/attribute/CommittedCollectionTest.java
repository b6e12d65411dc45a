package io.relmap.attribute;

import static io.relmap.testsupport.Family.oneWay;
import static io.relmap.testsupport.Family.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AT-67: a collection's content that counts as loaded")
class CommittedCollectionTest {

    private final World world = World.of(oneWay(plain())).open().rows(1);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("put in place over a change it ends that change's history")
    void overAChange() {
        DynamicEntity p1 = world.p(1);
        p1.list("kids").clear();
        Inspect.of(p1).attribute("kids").setCommitted(List.of());
        assertThat(world.history(p1, "kids")).isEqualTo("-|-|-");
        world.session().commit();
        assertThat(world.read("select p_id from c")).containsExactly("1");
    }
}
