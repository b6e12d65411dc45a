package io.relmap.session;

import static io.relmap.testsupport.Family.lists;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("PE-1.5: what was loaded ahead for siblings does not outlive what may make it stale")
class LoadedAheadTest {

    private World world;
    private DynamicEntity p1;
    private DynamicEntity p2;

    @BeforeEach
    void loadAhead() {
        world =
                World.of(lists())
                        .autoflush()
                        .sessions(options -> options.withExpireOnCommit(false))
                        .with(builder -> builder.lazyBatchSize(10))
                        .open();
        world.rows(1);
        List<Object> both = world.session().query("P").orderBy("id").list();
        p1 = (DynamicEntity) both.get(0);
        p2 = (DynamicEntity) both.get(1);
        assertThat(p1.list("kids")).hasSize(1);
        world.sent();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("it is taken without SQL while nothing happens")
    void itIsTakenWhileNothingHappens() {
        assertThat(p2.list("kids")).isEmpty();
        assertThat(world.sent()).isEmpty();
    }

    /** What a program may do between the batch and the access. */
    private enum Deed {
        COMMIT((session, p) -> session.commit()),
        ROLLBACK((session, p) -> session.rollback()),
        ROLLBACK_OF_A_SAVEPOINT((session, p) -> session.beginNested().rollback()),
        EXPIRE((session, p) -> session.expire(p)),
        EXPIRE_AN_ATTRIBUTE((session, p) -> session.expire(p, List.of("name"))),
        EXPIRE_ALL((session, p) -> session.expireAll()),
        EXPUNGE_ALL((session, p) -> session.expungeAll()),
        EVICT_CLEAN((session, p) -> session.evictClean()),
        SQL((session, p) -> session.executeSql("update c set p_id = 2")),
        WORK_WITH_THE_CONNECTION((session, p) -> session.doWithConnection(c -> c.isClosed()));

        private final BiConsumer<Session, DynamicEntity> how;

        Deed(BiConsumer<Session, DynamicEntity> how) {
            this.how = how;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("it is dropped by")
    void itIsDroppedBy(Deed deed) {
        world.sql("insert into c (name, p_id) values ('late', 2)");
        deed.how.accept(world.session(), p1);
        if (!world.session().contains(p2)) {
            world.session().add(p2);
        }
        world.sent();
        assertThat(p2.list("kids")).isNotEmpty();
        assertThat(world.sent()).contains("SELECT c");
    }

    @Test
    @DisplayName("PE-1.3, SE-35: a changed relationship is flushed first")
    void aChangedRelationshipIsFlushedFirst() {
        DynamicEntity c1 = world.c(1);
        c1.set("parent", p2);
        assertThat(p2.list("kids")).containsExactly(c1);
        assertThat(world.sent()).containsExactly("UPDATE c", "SELECT c");
    }

    @Test
    @DisplayName("PE-1.3, SE-35: a new object is flushed first")
    void aNewObjectIsFlushedFirst() {
        DynamicEntity n = world.make("C", "name", "n", "p_id", 2);
        world.session().add(n);
        assertThat(p2.list("kids")).containsExactly(n);
    }

    @Test
    @DisplayName("PE-1.3, SE-35: a deletion is flushed first")
    void aDeletionIsFlushedFirst() {
        DynamicEntity c1 = world.c(1);
        world.session().delete(c1);
        assertThat(p2.list("kids")).isEmpty();
        assertThat(world.sent()).containsExactly("DELETE c", "SELECT c");
    }
}
