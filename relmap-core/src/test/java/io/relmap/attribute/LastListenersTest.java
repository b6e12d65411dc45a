package io.relmap.attribute;

import static io.relmap.testsupport.Family.all;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.testsupport.World;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AT-20, AT-26: listeners that are told when the other side has changed")
class LastListenersTest {

    private World world;

    /** Does the same whatever comes. */
    private record Last(UnaryOperator<@Nullable Object> what) implements AttributeListener {

        @Override
        @SuppressWarnings("NullAway") // null only where null came
        public Object append(AttributeEvent event, Object element) {
            return what.apply(element);
        }

        @Override
        public @Nullable Object set(
                AttributeEvent event, @Nullable Object value, @Nullable Object old) {
            return what.apply(value);
        }

        @Override
        public Moment moment() {
            return Moment.LAST;
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("they may not replace what a reference is set to: the other side has it already")
    void theyMayNotReplaceWhatAReferenceIsSetTo() {
        DynamicEntity[] other = new DynamicEntity[1];
        world = World.of(lists(plain(), r -> r.listeners(new Last(value -> other[0])))).open();
        other[0] = world.newP("other");
        DynamicEntity p = world.newP("p");
        DynamicEntity c = world.newC("c");
        refused(ErrorCode.INVALID_STATE, () -> c.set("parent", p), "C.parent", "Moment.LAST");
        assertThat(c.get("parent")).isNull();
        assertThat(p.list("kids")).isEmpty();
    }

    @Test
    @DisplayName("SE-35: what they load flushes nothing that may still be taken back")
    void whatTheyLoadFlushesNothing() {
        Runnable[] load = {() -> {}};
        world =
                World.of(
                                lists(
                                        r ->
                                                r.listeners(
                                                        new Last(
                                                                element -> {
                                                                    load[0].run();
                                                                    throw new IllegalStateException(
                                                                            "refused");
                                                                })),
                                        plain()))
                        .autoflush()
                        .open();
        world.rows(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity p2 = world.p(2);
        world.load(c1, "parent").load(p2, "kids");
        load[0] = () -> world.session().query("P").list();
        assertThatIllegalStateException().isThrownBy(() -> p2.list("kids").add(c1));
        assertThat(world.sent()).containsExactly("SELECT p");
        assertThat(c1.get("parent")).isSameAs(world.p(1));
    }

    @Test
    @DisplayName("SE-35: the next call's load flushes again")
    void theNextCallFlushesAgain() {
        world = World.of(lists()).autoflush().open();
        world.rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity n = world.newC("n");
        p2.list("kids").add(n);
        world.sent();
        p1.list("kids").add(world.newC("m"));
        assertThat(world.sent()).containsExactly("INSERT c", "SELECT c");
    }

    @Test
    @DisplayName("CA-10: a detached object that came in by a refused call is out again")
    void aDetachedObjectIsOutAgain() {
        world =
                World.of(
                                lists(
                                        all().andThen(
                                                        r ->
                                                                r.listeners(
                                                                        new Last(
                                                                                element -> {
                                                                                    throw new IllegalStateException(
                                                                                            "refused");
                                                                                }))),
                                        plain()))
                        .open();
        world.rows(1);
        DynamicEntity c1 = world.c(1);
        world.session().expunge(c1);
        DynamicEntity p2 = world.p(2);
        world.load(p2, "kids");
        assertThatIllegalStateException().isThrownBy(() -> p2.list("kids").add(c1));
        assertThat(world.session().contains(c1)).isFalse();
        assertThat(p2.list("kids")).isEmpty();
    }
}
