package io.relmap.session;

import static io.relmap.testsupport.Family.all;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.query.Load;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CA-20, SE-13: who may be given to delete")
class DeleteRulesTest {

    private int rollbacks;
    private final World world =
            World.of(lists())
                    .with(
                            builder ->
                                    builder.listener(
                                            new SessionListener() {
                                                @Override
                                                public void afterRollback(Session session) {
                                                    rollbacks++;
                                                }
                                            }))
                    .open()
                    .rows(1);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName(
            "SE-11: not what another session has deleted; what this one has, again without effect")
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

    @Test
    @DisplayName(
            "SE-3: what is changed and deleted counts as deleted, and its change is not written")
    void changedAndDeleted() {
        DynamicEntity c1 = world.c(1);
        c1.set("name", "changed");
        assertThat(world.session().dirtyObjects()).containsExactly(c1);
        world.session().delete(c1);
        assertThat(world.session().dirtyObjects()).isEmpty();
        assertThat(world.session().deletedObjects()).containsExactly(c1);
        world.session().commit();
        assertThat(world.sent()).containsExactly("DELETE c");
    }

    @Test
    @DisplayName(
            "SE-28: not a new object; the refusal begins no transaction that could be rolled back")
    void aNewObject() {
        refused(ErrorCode.NOT_PERSISTED, () -> world.session().delete(world.newC("n")));
        world.session().rollback();
        assertThat(rollbacks).isZero();
        world.session().delete(world.c(1));
        world.session().rollback();
        assertThat(rollbacks).isEqualTo(1);
    }

    @Test
    @DisplayName("LO-32: what was loaded of its members is forgotten: all of them lose their owner")
    void loadedInPart() {
        world.sql("insert into c (name, p_id) values ('c2', 1)");
        world.session().delete(part(world));
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("c1, null", "c2, null");
    }

    @Test
    @DisplayName("LO-32: so it is of an object that a cascade deletes")
    void loadedInPartAndReached() {
        try (World family = World.of(lists(plain(), all())).open().rows(2)) {
            part(family);
            DynamicEntity c1 = family.c(1);
            family.load(c1, "parent");
            family.session().delete(c1);
            family.session().commit();
            assertThat(family.read("select name from p")).containsExactly("p2");
            assertThat(family.read("select name, p_id from c")).containsExactly("c2, null");
        }
    }

    /** The first P with one of its members loaded. */
    private static DynamicEntity part(World from) {
        DynamicEntity p1 =
                (DynamicEntity)
                        from.session()
                                .query("P")
                                .where("id = 1")
                                .options(Load.selectIn("kids").where("name = 'c1'"))
                                .one();
        assertThat(p1.list("kids")).hasSize(1);
        return p1;
    }

    @Test
    @DisplayName("nothing is deleted, or otherwise written, by a session that only reads")
    void inASessionThatOnlyReads() {
        try (World reading =
                World.of(lists()).sessions(options -> options.withReadOnly(true)).open().rows(1)) {
            reading.session().delete(reading.c(1));
            reading.session().add(reading.newP("n"));
            reading.session().commit();
            assertThat(reading.sent()).isEmpty();
        }
    }
}
