package io.relmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.error.DatabaseException;
import io.relmap.error.ErrorKind;
import io.relmap.observe.StatementExecution;
import io.relmap.testsupport.JdbcWatch;
import io.relmap.testsupport.TestDatabase;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
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

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void rowsOfAStreamAreFetchedInPortions(TestDatabase database) {
        List<Object> sizes = new ArrayList<>();
        Relmap relmap =
                Relmap.builder()
                        .dataSource(fetches(database.freshDataSource(), sizes))
                        .entities(Parcel.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    session.query(Parcel.class).stream().close();
                    session.query(Parcel.class).select("id").stream().close();
                    session.sqlRows("select id from parcel", Map.of()).stream().close();
                    assertThat(sizes).containsExactly(500, 500, 500);
                    session.query(Parcel.class).fetchSize(7).stream().close();
                    assertThat(sizes).endsWith(7);
                    session.query(Parcel.class).list();
                    assertThat(sizes).hasSize(4);
                });
    }

    private static DataSource fetches(DataSource real, List<Object> sizes) {
        return JdbcWatch.connections(
                real,
                connection ->
                        JdbcWatch.statements(
                                connection,
                                (statement, sql) ->
                                        JdbcWatch.on(
                                                PreparedStatement.class,
                                                statement,
                                                call -> {
                                                    if (call.name().equals("setFetchSize")) {
                                                        sizes.add(call.arguments()[0]);
                                                    }
                                                    return call.proceed();
                                                })));
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
