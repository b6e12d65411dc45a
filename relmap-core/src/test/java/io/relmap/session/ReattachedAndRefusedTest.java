package io.relmap.session;

import static io.relmap.ObjectState.DETACHED;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relmap.holder.DynamicEntity;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AT-26, CA-10: a detached object that a refused call had brought in is out again")
class ReattachedAndRefusedTest {

    private static final class Refusing implements AttributeListener {

        @Override
        public Object append(AttributeEvent event, Object element) {
            throw new IllegalStateException("refused");
        }

        @Override
        public Moment moment() {
            return Moment.LAST;
        }
    }

    private final World world =
            World.of(lists(r -> r.listeners(new Refusing()), plain())).open().rows(1);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("and those that were in the session before stay")
    void isOutAgain() {
        DynamicEntity c1 = world.c(1);
        DynamicEntity p2 = world.p(2);
        world.session().expunge(c1);
        assertThatIllegalStateException().isThrownBy(() -> p2.list("kids").add(c1));
        assertThat(state(c1)).isEqualTo(DETACHED);
        assertThat(world.session().contains(c1)).isFalse();
        assertThat(world.session().contains(p2)).isTrue();
    }
}
