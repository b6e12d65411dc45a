package io.relmap.session;

import static io.relmap.ObjectState.DELETED;
import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.JdbcWatch;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Savepoints restore what is in memory, too. */
class SavepointRulesTest {

    private World world;

    private World begin(int children) {
        world = World.of(lists()).open();
        return world.rows(children);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-26, SE-30, SE-32, W-81: a rolled-back savepoint, on every database")
    void aRolledBackSavepoint(TestDatabase database) {
        world = World.of(lists()).on(database).open();
        world.rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity c2 = world.c(2);
        world.load(p1, "kids").load(p2, "kids");
        p1.set("name", "outer");
        NestedTransaction nested = world.session().beginNested();
        p1.set("name", "inner");
        DynamicEntity n = world.newC("n");
        p1.list("kids").add(n);
        world.session().delete(c2);
        world.session().flush();
        var unused = p2.list("kids").size(); // loads it
        nested.rollback();
        assertThat(state(n)).isEqualTo(TRANSIENT);
        assertThat(state(c2)).isEqualTo(PERSISTENT);
        assertThat(isLoaded(p1, "kids")).isFalse();
        assertThat(p1.get("name")).isEqualTo("outer");
        assertThat(p1.list("kids")).containsExactly(world.c(1), c2);
        assertThat(isLoaded(p2, "kids")).as("clean since it began").isTrue();
        assertThat(Inspect.of(p2).isExpired("name")).isFalse();
        world.session().commit();
        assertThat(world.read("select name from p order by id")).containsExactly("outer", "p2");
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("c1, 1", "c2, 1");
    }

    @Test
    @DisplayName("SE-30: the commit of a savepoint commits those that are open inside it")
    void aCommitAroundOpenOnes() {
        begin(0);
        DynamicEntity n = world.newP("n");
        NestedTransaction outer = world.session().beginNested();
        NestedTransaction inner = world.session().beginNested();
        world.session().add(n);
        outer.commit();
        refused(ErrorCode.INVALID_STATE, inner::rollback, "not open");
        assertThat(state(n)).isEqualTo(PERSISTENT);
        world.session().commit();
        assertThat(world.read("select name from p order by id")).containsExactly("p1", "p2", "n");
    }

    @Test
    @DisplayName("SE-30, W-82: a committed savepoint's work is work of the transaction around it")
    void aCommittedSavepoint() {
        begin(0);
        DynamicEntity p2 = world.p(2);
        DynamicEntity n = world.newP("n");
        NestedTransaction nested = world.session().beginNested();
        world.session().add(n);
        world.session().delete(p2);
        nested.commit();
        assertThat(state(n)).isEqualTo(PERSISTENT);
        assertThat(state(p2)).isEqualTo(DELETED);
        world.session().rollback();
        assertThat(state(n)).isEqualTo(TRANSIENT);
        assertThat(state(p2)).isEqualTo(PERSISTENT);
        assertThat(world.read("select name from p order by id")).containsExactly("p1", "p2");
    }

    @Test
    @DisplayName(
            "SE-24, SE-30: the commit of a savepoint flushes until nothing is left, as any commit does")
    void theCommitOfASavepointFlushesUntilNothingIsLeft() {
        List<DynamicEntity> late = new ArrayList<>();
        var afterFlush =
                new SessionListener() {
                    @Override
                    public void afterFlushPostexec(Session session) {
                        session.addAll(late);
                        late.clear();
                    }
                };
        world = World.of(lists()).with(builder -> builder.listener(afterFlush)).open();
        world.rows(0);
        DynamicEntity added = world.newP("added by the listener");
        NestedTransaction nested = world.session().beginNested();
        world.session().add(world.newP("added by the program"));
        late.add(added);

        nested.commit();

        assertThat(state(added)).isEqualTo(PERSISTENT);
    }

    @Test
    @DisplayName("SE-23, SE-30, W-83: a failure inside leaves the work outside, which is committed")
    void aFailureInside() {
        begin(0);
        DynamicEntity p1 = world.p(1);
        p1.set("name", "edited");
        try (NestedTransaction nested = world.session().beginNested()) {
            world.session().add(world.make("P", "id", 2, "name", "duplicate"));
            refused(ErrorCode.INTEGRITY, nested::commit);
        }
        assertThat(p1.get("name")).isEqualTo("edited");
        world.session().commit();
        assertThat(world.read("select name from p order by id")).containsExactly("edited", "p2");
    }

    @Test
    @DisplayName("SE-30, W-106: it flushes first, always")
    void itFlushesFirst() {
        begin(0);
        world.p(2).set("name", "edited");
        try (NestedTransaction nested = world.session().beginNested()) {
            assertThat(world.sent()).contains("UPDATE p");
            nested.commit();
        }
    }

    @Test
    @DisplayName("SE-31: commit and rollback of the session mean the whole transaction")
    void theWholeTransaction() {
        begin(0);
        DynamicEntity p1 = world.p(1);
        NestedTransaction nested = world.session().beginNested();
        p1.set("name", "inner");
        world.session().commit();
        assertThat(nested.isActive()).isFalse();
        assertThat(world.read("select name from p where id = 1")).containsExactly("inner");
        p1.set("name", "outer");
        NestedTransaction second = world.session().beginNested();
        world.session().add(world.newP("n"));
        world.session().rollback();
        assertThat(second.isActive()).isFalse();
        refused(ErrorCode.INVALID_STATE, second::commit, "savepoint", "not open");
        assertThat(p1.get("name")).isEqualTo("inner");
    }

    @Test
    @DisplayName("SE-31: rolling back to an outer savepoint takes the inner ones along")
    void nestedInNested() {
        begin(0);
        DynamicEntity p1 = world.p(1);
        NestedTransaction outer = world.session().beginNested();
        p1.set("name", "outer");
        NestedTransaction inner = world.session().beginNested();
        p1.set("name", "inner");
        DynamicEntity n = world.newP("n");
        world.session().add(n);
        world.session().flush();
        outer.rollback();
        assertThat(inner.isActive()).isFalse();
        assertThat(state(n)).isEqualTo(TRANSIENT);
        assertThat(p1.get("name")).isEqualTo("p1");
    }

    @Test
    @DisplayName(
            "SE-32, AT-64: objects that were only read inside keep what they loaded, there too")
    void onlyRead() {
        begin(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        NestedTransaction nested = world.session().beginNested();
        var unused = p1.list("kids").size(); // loads it
        DynamicEntity n = world.newC("n");
        n.set("parent", p2);
        nested.rollback();
        assertThat(isLoaded(p1, "kids")).isTrue();
        assertThat(Inspect.of(p2).attribute("kids").history().hasChanges()).isFalse();
        assertThat(p2.list("kids")).isEmpty();
        assertThat(n.get("parent")).isSameAs(p2);
    }

    @Test
    @DisplayName(
            "SE-26: a key that was changed inside is set back; a mark that was set inside is gone")
    void keysAndMarks() {
        begin(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        NestedTransaction nested = world.session().beginNested();
        p1.set("id", 10);
        world.session().flush();
        world.session().delete(p2);
        nested.rollback();
        assertThat(Inspect.of(p1).identity()).isEqualTo(List.of(1));
        assertThat(world.session().get("P", 1)).isSameAs(p1);
        assertThat(world.session().deletedObjects()).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-30, SE-27: what a committed savepoint has flushed is taken back with the transaction")
    void aCommittedSavepointIsTakenBack() {
        begin(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity left = world.newP("left");
        DynamicEntity n = world.newP("n");
        NestedTransaction nested = world.session().beginNested();
        p1.set("id", 10);
        p2.set("name", "inner");
        world.session().addAll(List.of(left, n));
        world.session().flush();
        world.session().expunge(left);
        nested.commit();
        world.session().expunge(p2);
        world.session().rollback();
        assertThat(Inspect.of(p1).identity()).isEqualTo(List.of(1));
        assertThat(world.session().get("P", 1)).isSameAs(p1);
        assertThat(List.of(state(left), state(n))).containsOnly(TRANSIENT);
        assertThat(n.get("id")).as("a key that the database made").isNull();
        assertThat(left.get("id")).as("a key that the database made").isNull();
        world.session().add(p2);
        assertThat(p2.get("name")).isEqualTo("p2");
    }

    @Test
    @DisplayName(
            "SE-30: what both savepoint and transaction have flushed goes back to its beginning")
    void theTransactionsBeginningCounts() {
        begin(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity n = world.newP("n");
        p1.set("name", "outer");
        p2.set("id", 20);
        world.session().add(n);
        world.session().flush();
        NestedTransaction nested = world.session().beginNested();
        p1.set("name", "inner");
        p2.set("id", 21);
        n.set("name", "changed");
        world.session().flush();
        world.session().expunge(p1);
        world.session().expunge(p2);
        world.session().expunge(n);
        nested.commit();
        world.session().rollback();
        assertThat(Inspect.of(p2).identity()).isEqualTo(List.of(2));
        assertThat(state(n)).isEqualTo(TRANSIENT);
        assertThat(n.get("id")).as("a key that the database made").isNull();
        world.session().add(p1);
        assertThat(p1.get("name")).isEqualTo("p1");
        world.session().commit();
        assertThat(world.read("select id, name from p order by id"))
                .containsExactly("1, p1", "2, p2");
    }

    @Test
    @DisplayName(
            "SE-30: one that is over flushes nothing any more, whichever way it is ended again")
    void oneThatIsOverFlushesNothing() {
        begin(0);
        NestedTransaction nested = world.session().beginNested();
        nested.commit();
        DynamicEntity n = world.newP("n");
        world.session().add(n);
        refused(ErrorCode.INVALID_STATE, nested::commit, "not open");
        refused(ErrorCode.INVALID_STATE, nested::rollback, "not open");
        assertThat(state(n)).isEqualTo(PENDING);
    }

    @Test
    @DisplayName("SE-28, SE-91: a savepoint begins the transaction if nothing has before")
    void aSavepointBeginsTheTransaction() {
        List<String> events = new ArrayList<>();
        var listener =
                new SessionListener() {
                    @Override
                    public void afterBegin(Session session) {
                        events.add("begin");
                    }

                    @Override
                    public void afterRollback(Session session) {
                        events.add("rollback");
                    }
                };
        world = World.of(lists()).with(builder -> builder.listener(listener)).open();
        world.session().rollback();
        assertThat(events).as("nothing has begun").isEmpty();
        try (NestedTransaction nested = world.session().beginNested()) {
            assertThat(events).containsExactly("begin");
            nested.rollback();
        }
        world.session().rollback();
        assertThat(events).containsExactly("begin", "rollback");
    }

    @Test
    @DisplayName("SE-30: the database's savepoint is released, by a commit and by a rollback")
    void theDatabasesSavepointIsReleased() {
        List<String> calls = new ArrayList<>();
        DataSource watched =
                JdbcWatch.connections(
                        TestDatabase.H2.freshDataSource(),
                        connection ->
                                JdbcWatch.on(
                                        Connection.class,
                                        connection,
                                        call -> {
                                            if (call.name().matches("rollback|.*Savepoint")) {
                                                calls.add(call.name());
                                            }
                                            return call.proceed();
                                        }));
        world = World.of(lists()).with(builder -> builder.dataSource(watched)).open();
        world.session().beginNested().commit();
        assertThat(calls).containsExactly("setSavepoint", "releaseSavepoint");
        calls.clear();
        world.session().beginNested().rollback();
        assertThat(calls).containsExactly("setSavepoint", "rollback", "releaseSavepoint");
        calls.clear();
        world.session().beginNested();
        world.session().commit();
        assertThat(calls).containsExactly("setSavepoint", "releaseSavepoint");
    }
}
