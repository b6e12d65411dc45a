package io.relmap.session;

import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.World.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.error.ErrorCode;
import io.relmap.error.RelmapException;
import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When a session flushes by itself, when it does not, and what it says if that fails. */
class FlushRulesTest {

    private World world;

    private World autoflushing() {
        world = World.of(lists()).autoflush().open();
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("SE-20, SE-95 no. 12: a flush inside a flush is refused")
    void aFlushInsideAFlush() {
        world =
                World.of(lists())
                        .with(
                                builder ->
                                        builder.listener(
                                                new SessionListener() {
                                                    @Override
                                                    public void beforeFlush(Session session) {
                                                        session.flush();
                                                    }
                                                }))
                        .open();
        world.session().add(world.newP("p"));
        refused(ErrorCode.ALREADY_FLUSHING, () -> world.session().flush(), "session");
    }

    @Test
    @DisplayName(
            "SE-24, SE-95 no. 13: a listener that never has enough ends the commit, with a hint")
    void aCommitThatDoesNotSettle() {
        world =
                World.of(lists())
                        .with(
                                builder ->
                                        builder.listener(
                                                new SessionListener() {
                                                    @Override
                                                    public void afterFlushPostexec(
                                                            Session session) {
                                                        session.add(world.newP("again"));
                                                    }
                                                }))
                        .open();
        world.session().add(world.newP("p"));
        refused(
                ErrorCode.FLUSH_DOES_NOT_SETTLE,
                () -> world.session().commit(),
                "100 flushes",
                "listener",
                "check");
        world.session().rollback();
        assertThat(world.read("select * from p")).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-35: queries, loads, refreshes, gets that send SQL, deletes that load flush first")
    void whatFlushesFirst() {
        autoflushing().rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        Session session = world.session();
        p2.set("name", "a");
        session.query("P").list();
        assertThat(world.sent()).containsExactly("UPDATE p", "SELECT p");
        p2.set("name", "b");
        var unused = p1.list("kids").size(); // loads it
        assertThat(world.sent()).containsExactly("UPDATE p", "SELECT c");
        p2.set("name", "c");
        session.refresh(p1);
        assertThat(world.sent()).containsExactly("UPDATE p", "SELECT p");
        p2.set("name", "d");
        session.get("P", 99);
        assertThat(world.sent()).containsExactly("UPDATE p", "SELECT p");
        session.expire(p1);
        p2.set("name", "e");
        assertThat(p1.get("name")).isEqualTo("p1");
        assertThat(world.sent()).containsExactly("UPDATE p", "SELECT p");
    }

    @Test
    @DisplayName("SE-35: answers from the session do not, nor the search for an old value")
    void whatDoesNotFlush() {
        autoflushing().rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity c1 = world.c(1);
        p2.set("name", "edited");
        assertThat(world.session().get("P", 1)).isSameAs(p1);
        c1.set("parent", p2);
        assertThat(world.history(c1, "parent")).isEqualTo("edited|-|p1");
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-35: an error of an autoflush says where it came from, and how to switch it off")
    void anErrorOfAnAutoflush() {
        autoflushing().rows(0);
        world.session().add(world.make("P", "id", 1));
        assertThatExceptionOfType(RelmapException.class)
                .isThrownBy(() -> world.session().query("C").list())
                .satisfies(
                        e ->
                                assertThat(e.getSuppressed())
                                        .anySatisfy(
                                                note ->
                                                        assertThat(note)
                                                                .hasMessageContaining("autoflush")
                                                                .hasMessageContaining(
                                                                        "noAutoflush")));
    }

    @Test
    @DisplayName("SE-36, W-84: inside the block nothing is flushed, behind it is again")
    void theBlock() {
        autoflushing().rows(0);
        DynamicEntity p1 = world.p(1);
        p1.set("name", "edited");
        Session session = world.session();
        assertThat(
                        session.<Long>noAutoflush(
                                () -> session.query("P").where("name = 'edited'").count()))
                .isZero();
        assertThat(session.query("P").where("name = 'edited'").count()).isEqualTo(1);
    }
}
