package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.error.DatabaseException;
import io.relmap.error.PendingRollbackException;
import io.relmap.testsupport.JdbcWatch;
import io.relmap.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that breaks is given back all the same: one that is kept is lost to its pool. */
class BrokenConnectionTest {

    @Entity
    static class Thing {
        @Id long id;

        Thing() {}

        Thing(long id) {
            this.id = id;
        }
    }

    private final Set<String> broken = new HashSet<>();
    private final List<String> calls = new ArrayList<>();

    /** Whether each connection that was given back was set to auto-commit then. */
    private final List<Boolean> givenBack = new ArrayList<>();

    private boolean autoCommit = true;
    private int open;
    private final Relmap relmap = relmap();

    private Relmap relmap() {
        DataSource real = TestDatabase.H2.freshDataSource();
        DataSource breaking = JdbcWatch.connections(real, this::breaking);
        Relmap made = Relmap.builder().dataSource(breaking).entities(Thing.class).build();
        made.schema().createAll();
        return made;
    }

    private Connection breaking(Connection connection) {
        open++;
        try {
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return JdbcWatch.on(
                Connection.class,
                connection,
                call -> {
                    calls.add(call.name());
                    if (call.name().equals("close")) {
                        open--;
                        givenBack.add(connection.getAutoCommit());
                    } else if (broken.contains(call.name())) {
                        throw new SQLException("broken", "08006");
                    }
                    return call.proceed();
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("Commit and rollback give the connection back, auto-commit as it was")
    void commitAndRollbackGiveTheConnectionBack(boolean on) {
        autoCommit = on;
        givenBack.clear();
        try (Session session = relmap.openSession()) {
            session.get(Thing.class, 1);
            session.rollback();
            assertThat(open).isZero();
            session.get(Thing.class, 1);
            session.commit();
            assertThat(open).isZero();
        }
        assertThat(givenBack).containsExactly(on, on);
    }

    @Test
    @DisplayName(
            "One that could not be rolled back is aborted before anything could commit its work")
    void whatCannotBeRolledBackIsAborted() {
        Session session = relmap.openSession();
        session.get(Thing.class, 1);
        calls.clear();
        broken.add("rollback");
        assertThatThrownBy(session::rollback).isInstanceOf(DatabaseException.class);
        assertThat(calls).containsExactly("rollback", "abort", "close");
    }

    @Test
    @DisplayName(
            "SE-23: a commit that the database refuses takes the objects back and waits for a rollback")
    void aCommitThatIsRefused() {
        Thing thing = new Thing(1);
        try (Session session = relmap.openSession()) {
            session.add(thing);
            broken.add("commit");
            assertThatThrownBy(session::commit).isInstanceOf(DatabaseException.class);
            assertThat(Inspect.of(thing).state()).isEqualTo(ObjectState.TRANSIENT);
            assertThat(open).isZero();
            assertThatThrownBy(() -> session.get(Thing.class, 1))
                    .isInstanceOf(PendingRollbackException.class);
            broken.clear();
            session.rollback();
            assertThat(session.get(Thing.class, 1)).isNull();
        }
    }

    @Test
    @DisplayName("UW-125: a flush that fails tells of a rollback that fails after it, too")
    void aFlushAndItsRollbackFail() {
        try (Session session = relmap.openSession()) {
            session.add(new Thing(1));
            broken.addAll(Set.of("prepareStatement", "rollback"));
            assertThatThrownBy(session::flush)
                    .satisfies(
                            failure ->
                                    assertThat(failure.getSuppressed())
                                            .anySatisfy(
                                                    other ->
                                                            assertThat(other)
                                                                    .hasMessageContaining(
                                                                            "could not be rolled back")));
            assertThat(open).isZero();
        }
    }

    @Test
    @DisplayName("A rollback that fails gives the connection back")
    void aRollbackThatFailsGivesTheConnectionBack() {
        Session session = relmap.openSession();
        session.get(Thing.class, 1);
        assertThat(open).isEqualTo(1);
        broken.addAll(Set.of("rollback", "setAutoCommit"));
        assertThatThrownBy(session::rollback).isInstanceOf(DatabaseException.class);
        assertThat(open).isZero();
    }

    @Test
    @DisplayName(
            "A rollback that fails takes the objects back all the same, and nothing of it is committed")
    void aRollbackThatFailsCommitsNothing() {
        Thing thing = new Thing(1);
        try (Session session = relmap.openSession()) {
            session.add(thing);
            session.flush();
            broken.add("rollback");
            assertThatThrownBy(session::rollback).isInstanceOf(DatabaseException.class);
            assertThat(Inspect.of(thing).state()).isEqualTo(ObjectState.TRANSIENT);
            assertThat(session.contains(thing)).isFalse();
        }
        broken.clear();
        relmap.inTransaction(session -> assertThat(session.get(Thing.class, 1)).isNull());
    }

    @Test
    @DisplayName("A connection on which no transaction can be begun is given back, and not used")
    void aConnectionWithoutTransaction() {
        try (Session session = relmap.openSession()) {
            broken.add("setAutoCommit");
            assertThatThrownBy(() -> session.get(Thing.class, 1))
                    .isInstanceOf(DatabaseException.class);
            assertThat(open).isZero();
            broken.clear();
            session.add(new Thing(1));
            session.flush();
            session.rollback();
            assertThat(session.get(Thing.class, 1)).isNull();
        }
    }

    @Test
    @DisplayName("A commit that the database has made stands, whatever becomes of the connection")
    void aCommitStandsWhateverBecomesOfTheConnection() {
        Thing thing = new Thing(1);
        try (Session session = relmap.openSession()) {
            session.add(thing);
            session.flush();
            broken.add("setAutoCommit");
            session.commit();
            assertThat(open).isZero();
            assertThat(Inspect.of(thing).state()).isEqualTo(ObjectState.PERSISTENT);
        }
        broken.clear();
        relmap.inTransaction(session -> assertThat(session.get(Thing.class, 1)).isNotNull());
        assertThat(open).isZero();
    }
}
