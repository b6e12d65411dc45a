package io.relmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.error.DatabaseException;
import io.relmap.error.ErrorKind;
import io.relmap.observe.StatementExecution;
import io.relmap.testsupport.TestDatabase;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("How statements are sent")
class ExecutionSettingsTest {

    @Entity(table = "parcel")
    static class Parcel {
        @Id Integer id;

        Parcel() {}

        Parcel(int id) {
            this.id = id;
        }
    }

    private final List<StatementExecution> executions = new ArrayList<>();

    private RelmapBuilder builder(TestDatabase database) {
        return Relmap.builder()
                .dataSource(database.freshDataSource())
                .entities(Parcel.class)
                .listener(executions::add);
    }

    @ParameterizedTest
    @EnumSource
    void aBatchHasNoMoreRowsThanTheBuilderSays(TestDatabase database) {
        Relmap relmap = builder(database).writeBatchSize(2).build();
        relmap.schema().createAll();
        executions.clear();

        relmap.inTransaction(
                session -> {
                    for (int i = 0; i < 5; i++) {
                        session.add(new Parcel(i));
                    }
                });

        assertThat(executions)
                .filteredOn(one -> one.sql().startsWith("INSERT"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.batchSize()).isLessThanOrEqualTo(2));
        relmap.inTransaction(
                session -> assertThat(session.query(Parcel.class).count()).isEqualTo(5));
    }

    @Test
    void aStatementThatTakesLongerThanTheBuilderSaysIsCancelled() {
        Relmap relmap =
                builder(TestDatabase.POSTGRESQL).queryTimeout(Duration.ofMillis(300)).build();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(
                        () ->
                                relmap.inTransaction(
                                        session ->
                                                session.executeSql(
                                                        "do $$ begin perform pg_sleep(30); end"
                                                                + " $$")))
                .satisfies(
                        failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.QUERY_TIMEOUT));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aTimeThatNobodyLivesToSeeIsAsGoodAsAnyOther(TestDatabase database) {
        Relmap relmap = builder(database).queryTimeout(ChronoUnit.FOREVER.getDuration()).build();
        relmap.schema().createAll();

        relmap.inTransaction(session -> assertThat(session.query(Parcel.class).count()).isZero());
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedAtOnce() {
        RelmapBuilder builder = builder(TestDatabase.H2);

        assertThatIllegalArgumentException().isThrownBy(() -> builder.writeBatchSize(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.fetchSize(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.queryTimeout(Duration.ofSeconds(-1)));
    }
}
