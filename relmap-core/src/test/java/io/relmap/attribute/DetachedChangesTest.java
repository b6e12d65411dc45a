package io.relmap.attribute;

import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AT-2, AT-16: attributes of a detached object that are not loaded")
class DetachedChangesTest {

    private World world;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName(
            "a reference that may name an owner is cleared when that owner gives the object up")
    void clearedByTheOwner() {
        world = World.of(lists()).open().rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        world.load(p1, "kids");
        world.session().expire(c1, java.util.List.of("parent"));
        world.session().expungeAll();
        p1.list("kids").remove(c1);
        assertThat(isLoaded(c1, "parent")).isTrue();
        assertThat(c1.get("parent")).isNull();
        assertThat(world.history(c1, "parent")).as("to be written").isEqualTo("null|-|-");
    }

    @Test
    @DisplayName("LO-31: one that is never loaded at access is refused for that")
    void neverLoadedAtAccess() {
        world = World.of(lists(r -> r.lazy(Lazy.RAISE), plain())).open().rows(1);
        DynamicEntity p1 = world.p(1);
        world.session().expunge(p1);
        refused(ErrorCode.LOAD_REFUSED, () -> p1.list("kids").size(), "P.kids", "raise");
    }
}
