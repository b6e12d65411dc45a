package io.relmap.session;

import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.testsupport.World;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Relationships of objects that stand for no row, or that are in no session. */
class LoadingWithoutARowTest {

    private World world;

    private World begin(Consumer<MappingBuilder> mapping) {
        world = World.of(mapping).open();
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("SE-80, W-89: a pending object loads by its key values once it may")
    void loadingForAPendingObject() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c = world.make("C", "name", "c", "p_id", 1);
        world.session().add(c);
        assertThat(c.get("parent")).isNull();
        world.session().enableRelationshipLoading(c);
        assertThat(c.get("parent")).isSameAs(p1);
    }

    @Test
    @DisplayName(
            "SE-80, W-89: a transient object loads, is not contained, not flushed, and survives a rollback")
    void loadingForATransientObject() {
        begin(lists()).rows(0);
        DynamicEntity t = world.make("C", "name", "t", "p_id", 1);
        Session session = world.session();
        session.enableRelationshipLoading(t);
        assertThat(t.get("parent")).isSameAs(world.p(1));
        assertThat(session.contains(t)).isFalse();
        assertThat(session.newObjects()).isEmpty();
        assertThat(state(t)).isEqualTo(TRANSIENT);
        assertThat(Inspect.of(t).isLoadingEnabled()).isTrue();
        assertThat(Inspect.objectSession(t)).isSameAs(session);
        refused(ErrorCode.ATTACHED_ELSEWHERE, () -> world.open().add(t));
        session.flush();
        session.rollback();
        assertThat(Inspect.of(t).isLoadingEnabled()).isTrue();
        assertThat(world.read("select * from c")).isEmpty();
        assertThat(world.history(t, "parent")).as("committed").isEqualTo("-|p1|-");
        session.add(t);
        assertThat(state(t)).isEqualTo(PENDING);
        session.commit();
        assertThat(world.read("select name, p_id from c")).containsExactly("t, 1");
    }

    @Test
    @DisplayName(
            "SE-80, W-90: loadOnPending: from the add on, as a committed value, without autoflush")
    void loadOnPending() {
        world = World.of(lists(plain(), r -> r.loadOnPending())).autoflush().open();
        world.rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c = world.make("C", "name", "c", "p_id", 1);
        assertThat(c.get("parent")).isNull();
        world.session().add(c);
        assertThat(c.get("parent")).isSameAs(p1);
        assertThat(state(c)).isEqualTo(PENDING);
        assertThat(world.history(c, "parent")).isEqualTo("-|p1|-");
        c.set("parent", p1);
        assertThat(isLoaded(p1, "kids")).isFalse();
        assertThat(Inspect.of(p1).attribute("kids").history().hasChanges()).isFalse();
        DynamicEntity keyless = world.newC("keyless");
        world.session().add(keyless);
        world.sent();
        assertThat(keyless.get("parent")).isNull();
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName("SE-80: a detached object loads, without being one of the session's objects")
    void loadingForADetachedObject() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        Session session = world.anew();
        session.enableRelationshipLoading(p1);
        assertThat(p1.list("kids")).hasSize(1);
        assertThat(session.contains(p1)).isFalse();
        assertThat(world.p(1)).isNotSameAs(p1);
    }

    @Test
    @DisplayName(
            "SE-14, SE-80: an object that only loads is not there to be expunged, but leaves with all")
    void anObjectThatOnlyLoads() {
        begin(lists()).rows(0);
        Session session = world.session();
        DynamicEntity t = world.make("C", "name", "t", "p_id", 1);
        session.enableRelationshipLoading(t);
        refused(ErrorCode.NOT_IN_SESSION, () -> session.expunge(t), "transient");
        assertThat(Inspect.objectSession(t)).isSameAs(session);
        session.expungeAll();
        assertThat(Inspect.objectSession(t)).isNull();
        assertThat(t.get("parent")).as("in no session").isNull();
    }

    @Test
    @DisplayName(
            "SE-14, SE-80: one that was added, and loads before it has a row, is expunged as any other")
    void oneThatWasAddedIsExpunged() {
        begin(lists()).rows(1);
        Session session = world.session();
        DynamicEntity n = world.make("C", "name", "n", "p_id", 1);
        session.add(n);
        session.enableRelationshipLoading(n);
        session.expunge(n);
        assertThat(state(n)).isEqualTo(TRANSIENT);
        assertThat(n.get("parent")).as("it loads no more").isNull();
        session.add(n);
        assertThat(n.get("parent")).as("nor when it is added again").isNull();
    }

    @Test
    @DisplayName("SE-80: whether it may load is over with its INSERT, and with an add")
    void itIsOverWithAnAdd() {
        begin(lists()).rows(0);
        Session session = world.session();
        DynamicEntity t = world.make("C", "name", "t", "p_id", 1);
        session.enableRelationshipLoading(t);
        session.add(t);
        assertThat(t.get("parent")).isNull();
        session.enableRelationshipLoading(t);
        session.flush();
        session.rollback();
        assertThat(state(t)).isEqualTo(TRANSIENT);
        session.add(t);
        t.set("p_id", 1);
        assertThat(t.get("parent")).isNull();
    }
}
