package io.relmap.session;

import static io.relmap.ObjectState.DELETED;
import static io.relmap.ObjectState.DETACHED;
import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.error.ErrorCode;
import io.relmap.error.RelmapException;
import io.relmap.holder.DynamicEntity;
import io.relmap.observe.LazyLoadLimit;
import io.relmap.observe.LazyLoadLimit.Excess;
import io.relmap.observe.RepeatedLazyLoad;
import io.relmap.session.ManagedSession.Outcome;
import io.relmap.testsupport.JdbcWatch;
import io.relmap.testsupport.World;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A session inside a transaction that somebody else begins and ends, here the test. */
@DisplayName("SE-56: a session that takes part in a transaction of somebody else")
class ManagedSessionTest {

    private final List<String> events = new ArrayList<>();
    private final List<SessionReport> reports = new ArrayList<>();
    private final Owner owner = new Owner();
    private World world;
    private ManagedSession session;

    @BeforeEach
    void begin() throws SQLException {
        world = World.of(lists()).with(builder -> builder.listener(new Recorder())).open();
        world.rows(2);
        owner.connection = world.connection();
        owner.connection.setAutoCommit(false);
        session = world.relmap().openManagedSession(owner, SessionOptions.defaults());
        events.clear();
    }

    @AfterEach
    void close() throws SQLException {
        owner.connection.close();
        world.close();
    }

    @Test
    @DisplayName("SE-24: it writes what is left before the commit, which it leaves to the owner")
    void itWritesBeforeTheCommit() throws SQLException {
        DynamicEntity n = world.newP("n");
        session.add(n);
        DynamicEntity p2 = p(2);
        session.delete(p2);
        session.beforeCommit();
        assertThat(state(n)).isEqualTo(PERSISTENT);
        assertThat(state(p2)).isEqualTo(DELETED);
        assertThat(names()).as("not committed").containsExactly("p1", "p2");
        owner.connection.commit();
        session.completed(Outcome.COMMITTED);
        assertThat(names()).containsExactly("p1", "n");
        assertThat(state(p2)).isEqualTo(DETACHED);
        assertThat(Inspect.of(p2).wasDeleted()).isTrue();
        assertThat(events)
                .as("one transaction begins once")
                .containsExactly("afterBegin", "beforeCommit", "afterCommit");
    }

    @Test
    @DisplayName("it ends with the transaction, once, and reports what it did")
    void itEndsWithTheTransaction() throws SQLException {
        p(1);
        reports.clear();
        owner.connection.commit();
        session.completed(Outcome.COMMITTED);
        assertThat(reports)
                .singleElement()
                .satisfies(report -> assertThat(report.statements()).isEqualTo(1));
    }

    @Test
    @DisplayName("PE-3: its lazy loads are told of when the transaction is over")
    void lazyLoadsAreToldOf() throws SQLException {
        List<RepeatedLazyLoad> found = new ArrayList<>();
        try (World counting =
                World.of(lists())
                        .with(
                                builder ->
                                        builder.lazyLoadLimit(new LazyLoadLimit(1, Excess.LOG))
                                                .lazyLoadListener(found::add))
                        .open()
                        .rows(1)) {
            owner.connection.close();
            owner.connection = counting.connection();
            owner.connection.setAutoCommit(false);
            ManagedSession managed =
                    counting.relmap().openManagedSession(owner, SessionOptions.defaults());
            for (int id = 1; id <= 2; id++) {
                DynamicEntity p = (DynamicEntity) Objects.requireNonNull(managed.get("P", id));
                assertThat(p.list("kids").size()).isNotNegative();
            }
            assertThat(found).isEmpty();
            owner.connection.commit();
            managed.completed(Outcome.COMMITTED);
            assertThat(found).singleElement().extracting(RepeatedLazyLoad::loads).isEqualTo(2L);
        }
    }

    @Test
    @DisplayName("SE-56: after it all objects have left, and what they have loaded stays readable")
    void whatIsLoadedStaysReadable() throws SQLException {
        DynamicEntity p1 = p(1);
        assertThat(p1.list("kids")).hasSize(2);
        owner.connection.commit();
        session.completed(Outcome.COMMITTED);
        assertThat(state(p1)).isEqualTo(DETACHED);
        assertThat(Inspect.of(p1).session()).isNull();
        assertThat(p1.get("name")).isEqualTo("p1");
        assertThat(p1.list("kids")).hasSize(2);
        assertThat(session.isClosed()).isTrue();
        refused(ErrorCode.SESSION_CLOSED, session::flush);
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, mode = Mode.EXCLUDE, names = "COMMITTED")
    @DisplayName(
            "SE-26, SE-27, SE-56: a rollback, or nobody knows: only what was changed goes back")
    void afterARollback(Outcome outcome) throws SQLException {
        DynamicEntity p1 = p(1);
        DynamicEntity p2 = p(2);
        DynamicEntity c1 = (DynamicEntity) Objects.requireNonNull(session.get("C", 1));
        DynamicEntity n = world.newP("n");
        assertThat(p2.list("kids")).isEmpty();
        assertThat(p1.list("kids")).hasSize(2);
        p1.set("name", "edited");
        session.add(n);
        session.delete(c1);
        session.flush();
        owner.connection.rollback();
        session.completed(outcome);
        assertThat(state(n)).isEqualTo(TRANSIENT);
        assertThat(state(c1)).isEqualTo(DETACHED);
        assertThat(Inspect.of(c1).wasDeleted()).isFalse();
        assertThat(Inspect.of(p1).isExpired("name")).as("of a changed object").isTrue();
        assertThat(isLoaded(p1, "kids")).as("of a changed object").isFalse();
        assertThat(isLoaded(p2, "kids")).as("of one that was not changed").isTrue();
        assertThat(p2.get("name")).isEqualTo("p2");
        assertThat(events).containsExactly("afterBegin", "afterRollback", "afterSoftRollback");
    }

    @Test
    @DisplayName(
            "SE-30: setting a savepoint writes first; its rollback restores what was changed in it")
    void aSavepointIsRolledBack() throws SQLException {
        DynamicEntity p1 = p(1);
        p1.set("name", "outer");
        Object mark = session.savepointCreated();
        var savepoint = owner.connection.setSavepoint();
        p1.set("name", "inner");
        DynamicEntity n = world.newP("n");
        session.add(n);
        session.flush();
        owner.connection.rollback(savepoint);
        session.savepointRolledBack(mark);
        assertThat(state(n)).isEqualTo(TRANSIENT);
        assertThat(p1.get("name")).isEqualTo("outer");
        session.beforeCommit();
        owner.connection.commit();
        session.completed(Outcome.COMMITTED);
        assertThat(names()).containsExactly("outer", "p2");
    }

    @Test
    @DisplayName(
            "SE-23: a savepoint in which a flush has failed is not released; it is rolled back")
    void aFailedSavepointIsNotReleased() throws SQLException {
        Object mark = session.savepointCreated();
        var savepoint = owner.connection.setSavepoint();
        DynamicEntity twin = world.make("P", "id", 1, "name", "twin");
        session.add(twin);
        assertThatThrownBy(session::flush).isInstanceOf(RelmapException.class);
        refused(ErrorCode.PENDING_ROLLBACK, () -> session.savepointReleased(mark), "savepoint");
        owner.connection.rollback(savepoint);
        session.savepointRolledBack(mark);
        assertThat(session.query("P").list()).hasSize(2);
    }

    @Test
    @DisplayName("SE-30: what a released savepoint has done is rolled back with the transaction")
    void aSavepointIsReleased() throws SQLException {
        DynamicEntity n = world.newP("n");
        Object mark = session.savepointCreated();
        session.add(n);
        session.flush();
        session.savepointReleased(mark);
        refused(ErrorCode.INVALID_STATE, () -> session.savepointReleased(mark), "not open");
        refused(ErrorCode.INVALID_STATE, () -> session.savepointRolledBack(mark), "not open");
        assertThat(state(n)).isEqualTo(PERSISTENT);
        owner.connection.rollback();
        session.completed(Outcome.ROLLED_BACK);
        assertThat(state(n)).isEqualTo(TRANSIENT);
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class)
    @DisplayName("SE-30, SE-56: savepoints that are open at the end share the outcome")
    void openSavepointsShareTheOutcome(Outcome outcome) {
        DynamicEntity n = world.newP("n");
        DynamicEntity p2 = p(2);
        var unused = session.savepointCreated();
        var inner = session.savepointCreated();
        session.add(n);
        session.delete(p2);
        session.flush();
        session.completed(outcome);
        assertThat(unused).isNotSameAs(inner);
        boolean committed = outcome == Outcome.COMMITTED;
        assertThat(state(n)).isEqualTo(committed ? DETACHED : TRANSIENT);
        assertThat(Inspect.of(p2).wasDeleted()).isEqualTo(committed);
    }

    @Test
    @DisplayName("A savepoint takes no connection where there is nothing to write")
    void aSavepointTakesNoConnection() {
        var unused = session.savepointCreated();
        assertThat(owner.acquired).isZero();
    }

    @Test
    @DisplayName("What would end the transaction is refused, and says why")
    void endingTheTransactionIsRefused() {
        DynamicEntity n = world.newP("n");
        session.add(n);
        List<ThrowingCallable> calls =
                List.of(session::commit, session::rollback, session::beginNested, session::close);
        for (ThrowingCallable call : calls) {
            refused(ErrorCode.INVALID_STATE, call, "managed from outside");
        }
        assertThat(state(n)).isEqualTo(PENDING);
        assertThat(session.isClosed()).isFalse();
    }

    @Test
    @DisplayName("SE-23: after a failed flush nothing is committed")
    void aFailedFlushIsNotCommitted() {
        session.add(world.make("P", "id", 1, "name", "taken"));
        refused(ErrorCode.INTEGRITY, session::flush);
        events.clear();
        refused(ErrorCode.PENDING_ROLLBACK, session::beforeCommit, "its transaction was");
        refused(ErrorCode.PENDING_ROLLBACK, session::savepointCreated);
        assertThat(events).as("no commit begins").isEmpty();
    }

    @Test
    @DisplayName("The connection is given back after each piece of work")
    void theConnectionIsGivenBack() {
        var unused = p(1);
        int rows = session.executeSql("update p set name = 'x' where id = ?", 2);
        String url = session.doWithConnection(connection -> connection.getMetaData().getURL());
        assertThat(rows).isEqualTo(1);
        assertThat(url).startsWith("jdbc:");
        assertThat(owner.acquired).isPositive().isEqualTo(owner.released);
    }

    @Test
    @DisplayName("A statement may take no longer than the transaction has left")
    void aStatementMayTakeNoLonger() {
        List<Object> limits = new ArrayList<>();
        Connection plain = owner.connection;
        owner.connection =
                JdbcWatch.statements(
                        plain,
                        (statement, sql) ->
                                JdbcWatch.on(
                                        PreparedStatement.class,
                                        statement,
                                        call -> {
                                            if (call.name().equals("setQueryTimeout")) {
                                                limits.add(call.arguments()[0]);
                                            }
                                            return call.proceed();
                                        }));
        var unused = p(1);
        assertThat(limits).containsExactly(60);
    }

    @Test
    @DisplayName("The error of an owner whose time is over comes through")
    void theTimeIsOver() {
        owner.isOver = true;
        assertThatIllegalStateException()
                .isThrownBy(() -> session.get("P", 1))
                .withMessage("time is over");
    }

    @Test
    @DisplayName("A connection that does not come says what it was to be part of")
    void aConnectionThatDoesNotCome() {
        owner.isBroken = true;
        refused(
                ErrorCode.CONNECTION,
                () -> session.get("P", 1),
                "a transaction managed from outside");
    }

    private DynamicEntity p(int id) {
        return (DynamicEntity) Objects.requireNonNull(session.get("P", id));
    }

    private List<String> names() {
        return world.read("select name from p order by id");
    }

    /** Somebody who begins and ends the transaction. */
    private static final class Owner implements ExternalTransaction {

        private Connection connection;
        private int acquired;
        private int released;
        private boolean isOver;
        private boolean isBroken;

        @Override
        public Connection acquire() throws SQLException {
            if (isBroken) {
                throw new SQLException("broken");
            }
            acquired++;
            return connection;
        }

        @Override
        public void release(Connection given) {
            assertThat(given).isSameAs(connection);
            released++;
        }

        @Override
        public int secondsLeft() {
            if (isOver) {
                throw new IllegalStateException("time is over");
            }
            return 60;
        }
    }

    /** Writes down what becomes of transactions. */
    private final class Recorder implements SessionListener {

        @Override
        public void ended(Session ended, SessionReport report) {
            reports.add(report);
        }

        @Override
        public void afterBegin(Session told) {
            events.add("afterBegin");
        }

        @Override
        public void beforeCommit(Session told) {
            events.add("beforeCommit");
        }

        @Override
        public void afterCommit(Session told) {
            events.add("afterCommit");
        }

        @Override
        public void afterRollback(Session told) {
            events.add("afterRollback");
        }

        @Override
        public void afterSoftRollback(Session told) {
            events.add("afterSoftRollback");
        }
    }
}
