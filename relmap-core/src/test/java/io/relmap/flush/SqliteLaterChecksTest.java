package io.relmap.flush;

import static io.relmap.flush.DeferrableConstraintsTest.henAndEgg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.error.IntegrityException;
import io.relmap.flush.DeferrableConstraintsTest.Egg;
import io.relmap.flush.DeferrableConstraintsTest.Hen;
import io.relmap.flush.DeferrableConstraintsTest.Nest;
import io.relmap.mapping.Behaviour;
import io.relmap.session.NestedTransaction;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("02, 6.2: SQLite puts off all foreign keys at once, until the transaction ends")
class SqliteLaterChecksTest {

    private final List<String> written = new ArrayList<>();

    private Relmap created() {
        Relmap relmap =
                DeferrableConstraintsTest.relmap(
                        written,
                        TestDatabase.SQLITE.freshDataSource(),
                        Behaviour.STRICT,
                        Nest.class,
                        Hen.class,
                        Egg.class);
        relmap.schema().createAll();
        return relmap;
    }

    @Test
    @DisplayName("what a flush puts off ends with the transaction, or with a flush that fails")
    void theSettingEndsWithTheTransaction() {
        Relmap relmap = created();

        try (Session session = relmap.openSession()) {
            session.add(henAndEgg(1));
            assertThat(session.flushPlan().describe())
                    .contains("(until the commit)")
                    .doesNotContain("check now");
            session.flush();
            assertThat(written).first().isEqualTo("PRAGMA defer_foreign_keys");
            assertThat(written).contains("PRAGMA defer_foreign_keys = ON");
            session.commit();
            assertThat(isPutOff(session)).isFalse();
            session.beginNested();
            session.addAll(List.of(henAndEgg(2), henAndEgg(1)));
            assertThatExceptionOfType(IntegrityException.class).isThrownBy(session::flush);
            session.rollback();
            assertThat(isPutOff(session)).isFalse();
        }
    }

    @Test
    @DisplayName("what is wrong while the checks of a ring are put off is refused, not forgotten")
    void nothingIsForgotten() {
        Relmap relmap = created();
        Hen hen = henAndEgg(1);
        hen.nest = 99;

        assertThatExceptionOfType(IntegrityException.class)
                .isThrownBy(() -> relmap.inTransaction(session -> session.add(hen)));

        relmap.inTransaction(session -> assertThat(session.query(Hen.class).list()).isEmpty());
    }

    @Test
    @DisplayName("nor is what was wrong before, or in a flush before a savepoint that goes")
    void nothingOfBeforeIsForgotten() {
        Relmap relmap = created();
        try (Session session = relmap.openSession()) {
            Hen hen = henAndEgg(1);
            hen.nest = 99;
            session.add(hen);
            session.flush();
            NestedTransaction savepoint = session.beginNested();
            session.addAll(List.of(henAndEgg(2), henAndEgg(1)));
            assertThatExceptionOfType(IntegrityException.class).isThrownBy(session::flush);
            savepoint.rollback();

            assertThatExceptionOfType(IntegrityException.class).isThrownBy(session::commit);
        }
        relmap.inTransaction(session -> assertThat(session.query(Hen.class).list()).isEmpty());
    }

    @Test
    @DisplayName("a later flush of the transaction may mend what is wrong")
    void aLaterFlushMayMend() {
        Relmap relmap = created();

        relmap.inTransaction(
                session -> {
                    Hen hen = henAndEgg(1);
                    hen.nest = 99;
                    session.add(hen);
                    session.flush();
                    session.add(new Nest(99));
                });

        relmap.inTransaction(session -> assertThat(session.get(Hen.class, 1).nest).isEqualTo(99));
    }

    @Test
    @DisplayName("what the program itself has put off stays so")
    void theSettingOfTheProgramStays() {
        Relmap relmap = created();
        try (Session session = relmap.openSession()) {
            session.executeSql("PRAGMA defer_foreign_keys = ON");
            session.add(henAndEgg(1));
            session.flush();

            assertThat(isPutOff(session)).isTrue();
            session.commit();
        }
        relmap.inTransaction(session -> assertThat(session.query(Hen.class).list()).hasSize(1));
    }

    private static boolean isPutOff(Session session) {
        return session.doWithConnection(
                connection -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery("PRAGMA defer_foreign_keys")) {
                        return row.next() && row.getBoolean(1);
                    }
                });
    }
}
