package io.relmap.session;

import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SE-91: what listeners are told around a flush, and what they may take out of it")
class AroundAFlushTest {

    private final World world =
            World.of(lists()).with(builder -> builder.listener(new Taking())).open().rows(0);
    private @Nullable Object taken;
    private int begun;

    private final class Taking implements SessionListener {

        @Override
        public void beforeFlush(Session session) {
            begun++;
        }

        @Override
        public void afterFlush(Session session) {
            if (taken != null) {
                session.expunge(taken);
            }
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("a session that waits for its rollback begins no flush")
    void aSessionThatWaitsForItsRollback() {
        world.session().add(world.make("P", "id", 1, "name", "taken"));
        refused(ErrorCode.INTEGRITY, world.session()::flush);
        world.session().add(world.newP("meanwhile"));
        begun = 0;
        refused(ErrorCode.PENDING_ROLLBACK, world.session()::flush);
        assertThat(begun).isZero();
    }

    @Test
    @DisplayName("a new object that is taken out when its row is written does not come back")
    void aNewObjectThatIsTakenOut() {
        DynamicEntity p = world.newP("p");
        DynamicEntity other = world.newP("other");
        world.session().add(p);
        world.session().add(other);
        taken = p;
        world.session().flush();
        assertThat(state(p)).isEqualTo(TRANSIENT);
        assertThat(world.session().contains(p)).isFalse();
        assertThat(world.session().contains(other)).isTrue();
    }
}
