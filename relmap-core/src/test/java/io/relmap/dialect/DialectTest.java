package io.relmap.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.error.ErrorKind;
import io.relmap.error.InvalidRequestException;
import io.relmap.jdbc.ConnectionSource;
import io.relmap.jdbc.Database;
import io.relmap.jdbc.SelectStatement;
import io.relmap.jdbc.SqlExecutor;
import io.relmap.observe.StatementCause;
import io.relmap.schema.Column;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.InParameter;
import io.relmap.sql.InsertShape;
import io.relmap.sql.Parameter;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.ColumnType;
import io.relmap.type.TypeRegistry;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DialectTest {

    private static final StatementCause CAUSE =
            StatementCause.of(StatementCause.Kind.QUERY, "test of dialects");

    enum Mood {
        GLAD,
        SAD
    }

    @Test
    void dialectsAreFoundByProductUrlAndDataSource() {
        assertThat(Dialects.forUrl("jdbc:postgresql://localhost/x")).isEqualTo(pg());
        assertThat(Dialects.forUrl("jdbc:tc:postgresql:18:///x")).isEqualTo(pg());
        assertThat(Dialects.forUrl("jdbc:sqlite:x.db")).hasToString("SQLite");
        assertThat(Dialects.forUrl("jdbc:oracle:thin:@x")).isNull();
        assertThat(Dialects.of(TestDatabase.H2.freshDataSource())).hasToString("H2");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Dialects.forProduct("Oracle"))
                .withMessageContaining("[PostgreSQL, H2, SQLite]");
    }

    private static Dialect pg() {
        return Dialects.forProduct("PostgreSQL");
    }

    private static void execute(DataSource dataSource, String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<Object> find(SqlExecutor executor, Table table, List<?> values) {
        Column column = table.column("v");
        Select select =
                Select.builder()
                        .item(ColumnRef.of(column))
                        .from(TableRef.of(table))
                        .where(
                                new InParameter(
                                        List.of(ColumnRef.of(column)),
                                        new Parameter("values", null),
                                        false))
                        .build();
        List<Object> found = new ArrayList<>();
        executor.forEachRow(
                new SelectStatement(select),
                Map.of("values", values),
                CAUSE,
                row -> found.add(executor.dialect().codec(column.type()).read(row, 1)));
        return found;
    }

    private static Table table(String name, ColumnType type) {
        return Table.named(name).column(ColumnDefinition.of("v", type)).build();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("PE-2: values of every type travel in a list, each by its codec")
    void listsOfEveryType(TestDatabase kind) throws SQLException {
        DataSource dataSource = kind.freshDataSource();
        Dialect dialect = Dialects.of(dataSource);
        SqlExecutor executor =
                new SqlExecutor(ConnectionSource.of(dataSource), Database.of(dialect));
        List<List<Object>> samples =
                List.of(
                        List.of(1, 2),
                        List.of(1L, 2L),
                        List.of((short) 1, (short) 2),
                        List.of((byte) 1, (byte) 2),
                        List.of("a\"\\,{}", "NULL"),
                        List.of('a', 'b'),
                        List.of(true, false),
                        List.of(1.5, -0.25),
                        List.of(new BigDecimal("1.5"), new BigDecimal("-2")),
                        List.of(UUID.randomUUID(), UUID.randomUUID()),
                        List.of(LocalDate.of(2024, 2, 29), LocalDate.EPOCH),
                        List.of(
                                LocalDateTime.of(2024, 2, 29, 1, 2),
                                LocalDate.EPOCH.atStartOfDay()),
                        List.of(Instant.parse("2024-02-29T10:00:00.5Z"), Instant.EPOCH),
                        List.of(Mood.GLAD, Mood.SAD));
        for (int i = 0; i < samples.size(); i++) {
            List<Object> values = samples.get(i);
            Class<?> javaType =
                    values.get(0) instanceof Mood ? Mood.class : values.get(0).getClass();
            ColumnType type = TypeRegistry.typeFor(javaType, 50, 12, 2);
            Table table = table("t" + i, type);
            execute(dataSource, "create table t" + i + " (v " + dialect.typeName(type) + ")");
            InsertShape insert = new InsertShape(table, table.columns(), List.of());
            List<@Nullable Object[]> rows = new ArrayList<>();
            values.forEach(value -> rows.add(new @Nullable Object[] {value}));
            rows.add(new @Nullable Object[] {null});
            executor.insert(insert, rows, CAUSE);

            assertThat(find(executor, table, values)).as("%s", javaType).hasSize(2);
            assertThat(find(executor, table, values.subList(1, 2)).get(0))
                    .satisfies(
                            found ->
                                    assertThat(type.objectCodec().same(found, values.get(1)))
                                            .isTrue());
        }
    }

    @Test
    void typesThatOnlyPostgresqlHasTakeTexts() throws SQLException {
        DataSource dataSource = TestDatabase.POSTGRESQL.freshDataSource();
        execute(dataSource, "create type mood as enum ('GLAD', 'SAD')");
        SqlExecutor executor = new SqlExecutor(ConnectionSource.of(dataSource), Database.of(pg()));
        Map<String, Object> samples =
                Map.of("jsonb", "{\"a\": 1}", "inet", "10.0.0.1", "mood", Mood.SAD);
        for (Map.Entry<String, Object> sample : samples.entrySet()) {
            String name = sample.getKey();
            Object value = sample.getValue();
            ColumnType type = TypeRegistry.nativeType(name, value.getClass());
            Table table = table("t_" + name, type);
            execute(dataSource, "create table t_" + name + " (v " + name + ")");
            List<@Nullable Object[]> rows = new ArrayList<>();
            rows.add(new @Nullable Object[] {value});
            rows.add(new @Nullable Object[] {null});
            executor.insert(new InsertShape(table, table.columns(), List.of()), rows, CAUSE);

            assertThat(find(executor, table, List.of(value))).containsExactly(value);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLockThatIsNotToBeHadIsRecognised(TestDatabase kind) throws SQLException {
        DataSource dataSource = kind.freshDataSource();
        Dialect dialect = Dialects.of(dataSource);
        execute(dataSource, "create table t (id integer primary key, v integer)");
        execute(dataSource, "insert into t values (1, 1)");
        try (Connection one = dataSource.getConnection();
                Connection two = dataSource.getConnection();
                Statement first = one.createStatement();
                Statement second = two.createStatement()) {
            switch (kind) {
                case H2 -> second.execute("set lock_timeout 10");
                case SQLITE -> second.execute("pragma busy_timeout = 10");
                case POSTGRESQL -> second.execute("set lock_timeout = '10ms'");
            }
            one.setAutoCommit(false);
            first.executeUpdate("update t set v = 2 where id = 1");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> second.executeUpdate("update t set v = 3 where id = 1"))
                    .matches(e -> dialect.diagnose(e).kind() == ErrorKind.LOCK_TIMEOUT)
                    .matches(e -> dialect.diagnose(e).kind().isTransient());
            one.rollback();
        }
    }

    @Test
    void aBrokenConnectionIsRecognised() {
        assertThat(pg().diagnose(new SQLException("gone", "08006")).kind())
                .isEqualTo(ErrorKind.CONNECTION);
        SQLException batch = new SQLException("batch failed", "00000");
        batch.setNextException(new SQLException("deadlock detected", "40P01"));
        assertThat(pg().diagnose(batch).kind()).isEqualTo(ErrorKind.DEADLOCK);
        assertThat(pg().diagnose(new SQLException("who knows")).kind()).isEqualTo(ErrorKind.OTHER);
    }

    @Test
    void aSerializationFailureIsRecognised() throws SQLException {
        DataSource dataSource = TestDatabase.POSTGRESQL.freshDataSource();
        execute(dataSource, "create table t (id integer)", "insert into t values (1)");
        try (Connection one = dataSource.getConnection();
                Connection two = dataSource.getConnection()) {
            for (Connection connection : List.of(one, two)) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                try (Statement statement = connection.createStatement()) {
                    statement.executeQuery("select * from t").close();
                }
            }
            try (Statement statement = one.createStatement()) {
                statement.executeUpdate("update t set id = 2");
            }
            one.commit();
            try (Statement statement = two.createStatement()) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> statement.executeUpdate("update t set id = 3"))
                        .matches(e -> pg().diagnose(e).kind() == ErrorKind.SERIALIZATION);
            }
        }
    }
}
