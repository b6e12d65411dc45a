package io.relmap.session;

import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("SE-23: between a flush that failed and the rollback")
class FailedFlushTest {

    private final List<String> events = new ArrayList<>();
    private World world;
    private Session session;

    @BeforeEach
    void begin() {
        world = World.of(lists()).with(builder -> builder.listener(new Recorder())).open();
        world.rows(0);
        session = world.session();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void failToFlush() {
        session.add(world.make("P", "id", 1, "name", "taken"));
        refused(ErrorCode.INTEGRITY, session::flush);
        world.warnings();
    }

    @Test
    @DisplayName("the database is rolled back at once, and keeps nothing of the transaction")
    void theDatabaseIsRolledBackAtOnce() {
        session.executeSql("insert into p (name) values ('before')");
        failToFlush();
        assertThat(world.read("select name from p order by id")).containsExactly("p1", "p2");
        session.rollback();
        session.commit();
        assertThat(world.read("select name from p order by id")).containsExactly("p1", "p2");
    }

    @Test
    @DisplayName("N6: what is changed meanwhile is lost by the rollback, with a warning")
    void whatIsChangedMeanwhileIsLost() {
        failToFlush();
        session.add(world.newP("meanwhile"));
        session.rollback();
        assertThat(world.warnings())
                .singleElement()
                .asString()
                .contains("after a flush had failed", "lost");
        session.commit();
        assertThat(world.read("select name from p order by id")).containsExactly("p1", "p2");
    }

    @Test
    @DisplayName("N6: where nothing was changed meanwhile nobody is warned")
    void whereNothingWasChangedNobodyIsWarned() {
        failToFlush();
        session.rollback();
        assertThat(world.warnings()).isEmpty();
        session.add(world.newP("afterwards"));
        session.rollback();
        assertThat(world.warnings()).as("no flush had failed").isEmpty();
    }

    @Test
    @DisplayName("N6, SE-30: a savepoint's rollback warns of what it loses as well")
    void aSavepointsRollbackWarns() {
        NestedTransaction nested = session.beginNested();
        failToFlush();
        refused(ErrorCode.PENDING_ROLLBACK, () -> session.get("P", 2), "its savepoint was");
        session.add(world.newP("meanwhile"));
        nested.rollback();
        assertThat(world.warnings()).singleElement().asString().contains("lost");
    }

    @Test
    @DisplayName(
            "SE-91: the objects' states are restored at once, and the rollback tells nothing again")
    void theStatesAreRestoredOnce() {
        DynamicEntity p2 = world.p(2);
        DynamicEntity n = world.newC("n");
        session.add(n);
        session.delete(p2);
        session.flush();
        events.clear();
        failToFlush();
        assertThat(state(n)).isEqualTo(TRANSIENT);
        assertThat(state(p2)).isEqualTo(PERSISTENT);
        assertThat(events).contains("PERSISTENT_TO_TRANSIENT", "DELETED_TO_PERSISTENT");
        events.clear();
        session.rollback();
        assertThat(events).isEmpty();
    }

    /** What ends a piece of work. */
    private enum End {
        COMMIT,
        SAVEPOINT,
        FLUSH
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("whatever needs the database is refused")
    void whateverNeedsTheDatabaseIsRefused(End end) {
        failToFlush();
        session.add(world.newP("meanwhile"));
        refused(
                ErrorCode.PENDING_ROLLBACK,
                () -> {
                    switch (end) {
                        case COMMIT -> session.commit();
                        case SAVEPOINT -> session.beginNested();
                        case FLUSH -> session.flush();
                    }
                },
                "rollback()",
                "transaction was");
        assertThat(world.warnings()).isEmpty();
    }

    /** Writes down what becomes of objects. */
    private final class Recorder implements SessionListener {

        @Override
        public void stateChanged(Session told, Object entity, StateChange change) {
            events.add(change.name());
        }
    }
}
