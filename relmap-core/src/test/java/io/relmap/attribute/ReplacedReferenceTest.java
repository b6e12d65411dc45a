package io.relmap.attribute;

import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.relmap.holder.DynamicEntity;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.testsupport.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AT-20, CO-10: what a listener puts in the place of a reference's new value")
class ReplacedReferenceTest {

    private World world;
    private @Nullable Object answer;

    private final class Answering implements AttributeListener {

        @Override
        public @Nullable Object set(
                AttributeEvent event, @Nullable Object value, @Nullable Object old) {
            return answer;
        }

        @Override
        public boolean needsOldValue() {
            return false;
        }
    }

    private void begin() {
        world = World.of(lists(plain(), r -> r.listeners(new Answering()))).open();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("nothing: the reference stays empty, and the other side hears of nobody")
    void nothing() {
        begin();
        DynamicEntity c = world.newC("c");
        DynamicEntity p = world.newP("p");
        c.set("parent", p);
        assertThat(c.get("parent")).isNull();
        assertThat(p.list("kids")).isEmpty();
        assertThat(world.history(c, "parent")).isEqualTo("null|-|-");
    }

    @Test
    @DisplayName("an object of another class is refused by name of the relationship")
    void anotherType() {
        begin();
        DynamicEntity c = world.newC("c");
        answer = world.newC("other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> c.set("parent", world.newP("p")))
                .withMessageContaining("C.parent");
        assertThat(c.get("parent")).isNull();
        assertThat(world.history(c, "parent")).isEqualTo("-|-|-");
    }
}
