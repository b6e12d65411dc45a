package io.relmap.session;

import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.observe.EntityListener;
import io.relmap.testsupport.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Listeners of sessions and entities: what they are told, and what becomes of what they throw. */
class ListenerRulesTest {

    private World world;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName(
            "SE-91: what a listener of the session throws goes to the caller, and nothing is written")
    void aListenerThatThrows() {
        world =
                World.of(lists())
                        .with(
                                builder ->
                                        builder.listener(
                                                new SessionListener() {
                                                    @Override
                                                    public void beforeCommit(Session session) {
                                                        throw new IllegalStateException("veto");
                                                    }
                                                }))
                        .open();
        DynamicEntity p = world.newP("p");
        world.session().add(p);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> world.session().commit())
                .withMessage("veto");
        assertThat(state(p)).isEqualTo(PENDING);
        world.session().rollback();
        assertThat(world.read("select * from p")).isEmpty();
    }

    @Test
    @DisplayName(
            "UW-135, SE-23: what a listener of entities throws fails the flush like an error of the database")
    void anEntityListenerThatThrows() {
        world =
                World.of(lists())
                        .with(
                                builder ->
                                        builder.listener(
                                                new EntityListener() {
                                                    @Override
                                                    public void afterInsert(Object entity) {
                                                        throw new IllegalStateException("veto");
                                                    }
                                                }))
                        .open();
        DynamicEntity p = world.newP("p");
        world.session().add(p);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> world.session().flush())
                .withMessage("veto");
        assertThat(state(p)).isEqualTo(TRANSIENT);
        refused(ErrorCode.PENDING_ROLLBACK, () -> world.session().query("P").list(), "veto");
        world.session().rollback();
        assertThat(world.read("select * from p")).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-91: a savepoint's rollback and an object that was inserted and deleted: what is told")
    void whatIsToldOfASavepoint() {
        List<String> told = new ArrayList<>();
        world =
                World.of(lists())
                        .with(
                                builder ->
                                        builder.listener(
                                                new SessionListener() {
                                                    @Override
                                                    public void stateChanged(
                                                            Session session,
                                                            Object entity,
                                                            StateChange change) {
                                                        told.add(change.name());
                                                    }

                                                    @Override
                                                    public void afterRollback(Session session) {
                                                        told.add("afterRollback");
                                                    }

                                                    @Override
                                                    public void afterSoftRollback(Session session) {
                                                        told.add("afterSoftRollback");
                                                    }
                                                }))
                        .open();
        NestedTransaction nested = world.session().beginNested();
        DynamicEntity p = world.newP("p");
        world.session().add(p);
        world.session().flush();
        world.session().delete(p);
        world.session().flush();
        told.clear();
        nested.rollback();
        assertThat(told).containsExactly("DELETED_TO_DETACHED", "afterSoftRollback");
        assertThat(state(p)).isEqualTo(TRANSIENT);
        told.clear();
        world.session().add(world.newP("q"));
        world.session().rollback();
        assertThat(told)
                .containsExactly(
                        "TRANSIENT_TO_PENDING",
                        "afterRollback",
                        "PENDING_TO_TRANSIENT",
                        "afterSoftRollback");
    }
}
