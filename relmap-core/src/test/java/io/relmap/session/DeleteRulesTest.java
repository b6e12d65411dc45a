package io.relmap.session;

import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CA-20, SE-13: who may be given to delete")
class DeleteRulesTest {

    private final World world = World.of(lists()).open().rows(1);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("SE-11: not what another session has deleted; what this one has, again without effect")
    void whatAnotherSessionHasDeleted() {
        DynamicEntity c1 = world.c(1);
        world.session().delete(c1);
        world.session().flush();
        world.sent();
        Session other = world.open();
        refused(ErrorCode.ATTACHED_ELSEWHERE, () -> other.delete(c1), "already attached");
        world.session().delete(c1);
        world.session().commit();
        assertThat(world.sent()).isEmpty();
        assertThat(world.read("select count(*) from c")).containsExactly("0");
    }
}
