package io.relmap.cascade;

import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.named;
import static io.relmap.testsupport.Family.parents;
import static io.relmap.testsupport.Family.reference;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relmap.annotation.Cascade;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CA-44: the mark of who was removed from its owner outside of a session")
class OrphanMarkTest {

    private boolean refuses;

    private final class Refusing implements AttributeListener {

        @Override
        public void remove(AttributeEvent event, Object element) {
            if (refuses) {
                throw new IllegalStateException("refused");
            }
        }

        @Override
        public Moment moment() {
            return Moment.LAST;
        }
    }

    /** P owns its kids, and likes others, which come into the session along with it. */
    private final World world =
            World.of(
                            mapping ->
                                    mapping.mapDynamic(
                                                    "P",
                                                    parents(),
                                                    p -> {
                                                        p.list(
                                                                "kids",
                                                                "C",
                                                                r ->
                                                                        r.foreignKeys("c.p_id")
                                                                                .cascade(
                                                                                        Cascade.ALL,
                                                                                        Cascade
                                                                                                .DELETE_ORPHAN)
                                                                                .listeners(
                                                                                        new Refusing()));
                                                        p.list(
                                                                "liked",
                                                                "C",
                                                                r -> r.foreignKeys("c.q_id"));
                                                    })
                                            .mapDynamic(
                                                    "C",
                                                    reference(
                                                                    reference(
                                                                            named("c"),
                                                                            "p_id",
                                                                            "p"),
                                                                    "q_id",
                                                                    "p")
                                                            .build(),
                                                    c -> {}))
                    .open();

    private final DynamicEntity p = world.newP("p");
    private final DynamicEntity q = world.newP("q");
    private final DynamicEntity c = world.newC("c");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName(
            "where another relationship brings it in, the flush sends it out again, and cannot write that link")
    void whoeverHasIt() {
        p.list("kids").add(c);
        p.list("kids").remove(c);
        q.list("liked").add(c);
        world.session().add(q);
        refused(
                ErrorCode.NOT_IN_SESSION_AT_FLUSH,
                world.session()::flush,
                "P.liked",
                "not in the session");
        assertThat(state(c)).isEqualTo(TRANSIENT);
    }

    @Test
    @DisplayName("CA-45: an orphan that never had an owner has none")
    void whoeverHadNoOwner() {
        q.list("liked").add(c);
        world.session().add(q);
        world.session().flush();
        assertThat(state(c)).isEqualTo(PERSISTENT);
    }

    @Test
    @DisplayName("AT-26: a removal that is refused sets none")
    void aRefusedRemoval() {
        p.list("kids").add(c);
        refuses = true;
        assertThatIllegalStateException().isThrownBy(() -> p.list("kids").remove(c));
        refuses = false;
        world.session().add(p);
        p.list("kids").remove(c);
        assertThat(state(c)).as("gone at once, which sets none either").isEqualTo(TRANSIENT);
        q.list("liked").add(c);
        world.session().add(q);
        world.session().flush();
        assertThat(state(c)).isEqualTo(PERSISTENT);
    }
}
