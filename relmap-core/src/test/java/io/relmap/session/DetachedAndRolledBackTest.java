package io.relmap.session;

import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.World.isLoaded;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "SE-14: the relationships of an object that was flushed and has left, after the rollback")
class DetachedAndRolledBackTest {

    private World world;
    private DynamicEntity p1;

    @BeforeEach
    void begin() {
        world = World.of(lists()).open().rows(1);
        p1 = world.p(1);
        world.load(p1, "kids");
        p1.set("name", "flushed");
        world.session().flush();
        world.session().expunge(p1);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("without changes since it left they are to be loaded again")
    void withoutChanges() {
        world.session().rollback();
        assertThat(isLoaded(p1, "kids")).isFalse();
    }

    @Test
    @DisplayName("with changes they stay, to be written when it is added again")
    void withChanges() {
        DynamicEntity n = world.newC("n");
        p1.list("kids").add(n);
        world.session().rollback();
        assertThat(isLoaded(p1, "kids")).isTrue();
        world.session().add(p1);
        assertThat(p1.get("name")).as("the row's").isEqualTo("p1");
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("c1, 1", "n, 1");
        assertThat(world.read("select name from p order by id")).containsExactly("p1", "p2");
    }
}
