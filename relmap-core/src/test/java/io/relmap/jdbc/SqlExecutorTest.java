package io.relmap.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.dialect.Capability;
import io.relmap.dialect.Dialect;
import io.relmap.dialect.Dialects;
import io.relmap.error.DatabaseException;
import io.relmap.error.ErrorKind;
import io.relmap.error.IntegrityException;
import io.relmap.error.InvalidRequestException;
import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementExecution;
import io.relmap.schema.Column;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.DeleteShape;
import io.relmap.sql.Expression;
import io.relmap.sql.InParameter;
import io.relmap.sql.InsertShape;
import io.relmap.sql.ListSizes;
import io.relmap.sql.Literal;
import io.relmap.sql.Ordering;
import io.relmap.sql.Parameter;
import io.relmap.sql.RenderedSql;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import io.relmap.sql.UpdateShape;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.TypeRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlExecutorTest {

    private static final StatementCause CAUSE =
            StatementCause.of(StatementCause.Kind.FLUSH, "test of the executor");

    private static final Table AUTHOR =
            Table.named("author")
                    .column(ColumnDefinition.of("id", TypeRegistry.bigint()).notNull())
                    .column(ColumnDefinition.of("name", TypeRegistry.varchar(80)).notNull())
                    .column(ColumnDefinition.of("boss_id", TypeRegistry.bigint()))
                    .primaryKey(List.of("id"))
                    .build();
    private static final Column ID = AUTHOR.column("id");
    private static final Column NAME = AUTHOR.column("name");
    private static final Column BOSS = AUTHOR.column("boss_id");
    private static final InsertShape INSERT = new InsertShape(AUTHOR, List.of(NAME), List.of(ID));

    private final List<StatementExecution> executions = new ArrayList<>();

    private SqlExecutor executor(TestDatabase kind, int batchSize) {
        DataSource dataSource = kind.freshDataSource();
        Dialect dialect = Dialects.of(dataSource);
        String sql =
                "create table author (id "
                        + dialect.identityType(ID)
                        + (dialect.identityIsPrimaryKey() ? "" : " primary key")
                        + ", name varchar(80) not null, boss_id bigint,"
                        + " constraint author_name unique (name),"
                        + " constraint author_check check (name <> 'bad'),"
                        + " constraint author_boss foreign key (boss_id) references author (id))";
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Database database =
                new Database(dialect, new ExecutionSettings(batchSize, 0, 0), executions::add);
        return new SqlExecutor(ConnectionSource.of(dataSource), database);
    }

    private static List<@Nullable Object[]> rows(@Nullable Object[]... rows) {
        return new ArrayList<>(Arrays.asList(rows));
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static Expression ref(Column column) {
        return ColumnRef.of(column);
    }

    private static List<String> names(SqlExecutor executor, Select select, Map<?, ?> values) {
        List<String> names = new ArrayList<>();
        executor.forEachRow(
                new SelectStatement(select), values, CAUSE, row -> names.add(row.getString(1)));
        return names;
    }

    private static Select.Builder select() {
        return Select.builder()
                .item(ref(NAME))
                .from(TableRef.of(AUTHOR))
                .orderBy(Ordering.asc(ref(ID)));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-139: each generated key is that of its row")
    void theKeysOfABatchComeInTheOrderOfItsRows(TestDatabase kind) {
        SqlExecutor executor = executor(kind, 300);
        List<@Nullable Object[]> rows = new ArrayList<>();
        IntStream.range(0, 1000).forEach(i -> rows.add(row("n" + (i * 7919) % 1000)));

        List<@Nullable Object[]> made = executor.insert(INSERT, rows, CAUSE);

        assertThat(made).hasSize(1000);
        List<Long> keys = made.stream().map(row -> (Long) row[0]).toList();
        assertThat(keys).isSorted().doesNotHaveDuplicates();
        SelectStatement byId =
                new SelectStatement(
                        select().where(Binary.eq(ref(ID), new Parameter("id", ID.type()))).build());
        for (int i : List.of(0, 1, 299, 300, 777, 999)) {
            executor.forEachRow(
                    byId,
                    Map.of("id", keys.get(i)),
                    CAUSE,
                    row -> assertThat(row.getString(1)).isEqualTo(rows.get(i)[0]));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowOfDefaultsHasAKeyToo(TestDatabase kind) throws SQLException {
        SqlExecutor executor = executor(kind, 100);
        Table counter =
                Table.named("counter")
                        .column(ColumnDefinition.of("id", TypeRegistry.integer()).notNull())
                        .primaryKey(List.of("id"))
                        .build();
        Dialect dialect = executor.dialect();
        executor.update(
                new RenderedSql(
                        "create table counter (id "
                                + dialect.identityType(counter.column("id"))
                                + (dialect.identityIsPrimaryKey() ? ")" : " primary key)"),
                        List.of()),
                ParameterValues.NONE,
                CAUSE);
        InsertShape shape = new InsertShape(counter, List.of(), counter.primaryKey());

        List<@Nullable Object[]> made = executor.insert(shape, rows(row(), row(), row()), CAUSE);

        assertThat(made.stream().map(row -> row[0])).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-120: every row of values has its own count")
    void countsSayWhichRowsWereFound(TestDatabase kind) {
        SqlExecutor executor = executor(kind, 2);
        executor.insert(INSERT, rows(row("a"), row("b"), row("c")), CAUSE);

        RowCounts updated =
                executor.write(
                        new UpdateShape(AUTHOR, List.of(NAME, BOSS), List.of(ID)),
                        rows(row("x", null, 1L), row("y", 1L, 99L), row("z", 1L, 3L)),
                        CAUSE);
        assertThat(updated.eachMatchedOne()).isFalse();
        assertThat(IntStream.range(0, 3).map(updated::matched)).containsExactly(1, 0, 1);
        assertThat(updated.total()).isEqualTo(2);
        assertThat(names(executor, select().build(), Map.of())).containsExactly("x", "b", "z");

        RowCounts deleted =
                executor.write(new DeleteShape(AUTHOR, List.of(ID)), rows(row(2L), row(3L)), CAUSE);
        assertThat(deleted.eachMatchedOne()).isTrue();
        assertThat(executor.write(new DeleteShape(AUTHOR, List.of(ID)), rows(), CAUSE).size())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("PE-2: lists of any size")
    void listsOfValuesFindTheirRows(TestDatabase kind) {
        SqlExecutor executor = executor(kind, 1000);
        List<@Nullable Object[]> rows = new ArrayList<>();
        IntStream.range(0, 700).forEach(i -> rows.add(row("n" + i)));
        executor.insert(INSERT, rows, CAUSE);
        InParameter one = new InParameter(List.of(ref(ID)), new Parameter("ids", null), false);
        InParameter none = new InParameter(List.of(ref(ID)), new Parameter("ids", null), true);
        SelectStatement statement = new SelectStatement(select().where(one).build());
        for (int size : List.of(1, 3, 4, 600, 3, 0)) {
            List<Long> ids = LongStream.rangeClosed(1, size).boxed().toList();
            List<Long> found = new ArrayList<>();
            executor.forEachRow(statement, Map.of("ids", ids), CAUSE, row -> found.add(1L));
            assertThat(found).as("%s values", size).hasSize(size);
        }
        assertThat(names(executor, select().where(none).build(), Map.of("ids", List.of(1L, 2L))))
                .hasSize(698);

        InParameter pairs =
                new InParameter(List.of(ref(ID), ref(NAME)), new Parameter("k", null), false);
        List<Object[]> keys =
                List.of(
                        new Object[] {1L, "n0"},
                        new Object[] {2L, "other"},
                        new Object[] {3L, "n2"});
        assertThat(names(executor, select().where(pairs).build(), Map.of("k", keys)))
                .containsExactly("n0", "n2");
    }

    @ParameterizedTest
    @EnumSource
    void pagesAndStreams(TestDatabase kind) {
        SqlExecutor executor = executor(kind, 100);
        executor.insert(INSERT, rows(row("a"), row("b"), row("c"), row("d")), CAUSE);
        Select page = select().limit(new Literal(2, null)).offset(new Parameter("o", null)).build();
        assertThat(names(executor, page, Map.of("o", 1))).containsExactly("b", "c");
        assertThat(names(executor, select().offset(new Literal(3, null)).build(), Map.of()))
                .containsExactly("d");

        List<String> streamed = new ArrayList<>();
        try (RowCursor cursor =
                executor.open(
                        new SelectStatement(select().build()),
                        Map.of(),
                        ExecutionSettings.DEFAULT.fetchSize(2).timeoutSeconds(30),
                        CAUSE)) {
            while (cursor.next(row -> streamed.add(row.getString(1)))) {
                assertThat(streamed).isNotEmpty();
            }
            cursor.close();
        }
        assertThat(streamed).containsExactly("a", "b", "c", "d");
    }

    @ParameterizedTest
    @EnumSource
    void violationsAreRecognisedAndNamed(TestDatabase kind) {
        SqlExecutor executor = executor(kind, 100);
        InsertShape full = new InsertShape(AUTHOR, List.of(ID, NAME, BOSS), List.of());
        executor.insert(full, rows(row(10L, "first", null)), CAUSE);

        IntegrityException unique =
                violation(executor, full, ErrorKind.UNIQUE, row(11L, "first", null));
        violation(executor, full, ErrorKind.UNIQUE, row(10L, "other", null));
        IntegrityException foreign =
                violation(executor, full, ErrorKind.FOREIGN_KEY, row(12L, "x", 99L));
        IntegrityException missing =
                violation(executor, full, ErrorKind.NOT_NULL, row(12L, null, null));
        IntegrityException check =
                violation(executor, full, ErrorKind.CHECK, row(12L, "bad", null));

        assertThat(missing.constraint()).containsIgnoringCase("name");
        assertThat(check.constraint()).isEqualToIgnoringCase("author_check");
        assertThat(unique).hasMessageContaining("INSERT INTO author (id, name, boss_id)");
        assertThat(unique).hasMessageContaining("test of the executor");
        assertThat(unique.getMessage()).doesNotContain("first").doesNotContain("11");
        if (kind == TestDatabase.SQLITE) {
            assertThat(unique.constraint()).isEqualTo("author.name");
            assertThat(foreign.constraint()).isNull();
        } else {
            assertThat(unique.constraint()).isEqualToIgnoringCase("author_name");
            assertThat(foreign.constraint()).isEqualToIgnoringCase("author_boss");
            assertThat(foreign.getMessage()).containsIgnoringCase("of table author");
        }
        executor.insert(full, rows(row(20L, "child", 10L)), CAUSE);
        assertThatExceptionOfType(IntegrityException.class)
                .isThrownBy(
                        () ->
                                executor.write(
                                        new DeleteShape(AUTHOR, List.of(ID)),
                                        rows(row(10L)),
                                        CAUSE))
                .matches(e -> e.kind() == ErrorKind.FOREIGN_KEY);
    }

    private static IntegrityException violation(
            SqlExecutor executor, InsertShape shape, ErrorKind kind, @Nullable Object[] row) {
        for (List<@Nullable Object[]> rows :
                List.of(rows(row), rows(row(500L, "fine" + kind, null), row))) {
            try {
                executor.insert(shape, rows, CAUSE);
            } catch (IntegrityException e) {
                assertThat(e.kind()).isEqualTo(kind);
                if (rows.size() == 2) {
                    executor.write(new DeleteShape(AUTHOR, List.of(ID)), rows(row(500L)), CAUSE);
                    return e;
                }
            }
        }
        throw new AssertionError("no violation: " + kind);
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatIsWrongIsAnErrorWithItsTextAndCause(TestDatabase kind) {
        SqlExecutor executor = executor(kind, 100);
        RenderedSql wrong = new RenderedSql("select nothing from nowhere", List.of());

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> executor.update(wrong, ParameterValues.NONE, CAUSE))
                .withMessageContaining("select nothing from nowhere")
                .withMessageContaining("test of the executor")
                .matches(e -> e.kind() == ErrorKind.OTHER);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(
                        () ->
                                names(
                                        executor,
                                        select().limit(new Parameter("n", null)).build(),
                                        Map.of()))
                .withMessageContaining("parameter n");
    }

    @ParameterizedTest
    @EnumSource
    void everyStatementIsObserved(TestDatabase kind) {
        SqlExecutor executor = executor(kind, 100);
        executor.insert(INSERT, rows(row("a"), row("b")), CAUSE);
        names(executor, select().build(), Map.of());
        assertThatExceptionOfType(IntegrityException.class)
                .isThrownBy(() -> executor.insert(INSERT, rows(row("a")), CAUSE));

        assertThat(executions).extracting(StatementExecution::batchSize).containsExactly(2, 1, 1);
        assertThat(executions).allMatch(e -> e.cause() == CAUSE && !e.duration().isNegative());
        assertThat(executions.get(0).sql()).startsWith("INSERT INTO author (name) VALUES (?)");
        assertThat(executions.get(1).failure()).isNull();
        assertThat(executions.get(2).failure()).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource
    void keysOfASequenceAreFetchedBeforeTheRows(TestDatabase kind) {
        DataSource dataSource = kind.freshDataSource();
        Table tag =
                Table.named("tag")
                        .column(
                                ColumnDefinition.of("id", TypeRegistry.integer())
                                        .notNull()
                                        .sequence("tag_seq"))
                        .column(ColumnDefinition.of("name", TypeRegistry.varchar(20)))
                        .primaryKey(List.of("id"))
                        .build();
        Dialect dialect = Dialects.of(dataSource);
        SqlExecutor executor =
                new SqlExecutor(
                        ConnectionSource.of(dataSource),
                        new Database(dialect, ExecutionSettings.DEFAULT, executions::add));
        boolean sequences = dialect.supports(Capability.SEQUENCES);
        String create =
                "create table tag (name varchar(20), id "
                        + (sequences ? "integer primary key)" : dialect.identityType(ID) + ")");
        if (sequences) {
            executor.update(
                    new RenderedSql("create sequence tag_seq", List.of()),
                    ParameterValues.NONE,
                    CAUSE);
        }
        executor.update(new RenderedSql(create, List.of()), ParameterValues.NONE, CAUSE);
        executions.clear();
        InsertShape shape =
                new InsertShape(tag, List.of(tag.column("name")), List.of(tag.column("id")));

        List<@Nullable Object[]> made =
                executor.insert(shape, rows(row("a"), row("b"), row("c")), CAUSE);

        assertThat(made.stream().map(row -> row[0])).containsExactly(1, 2, 3);
        assertThat(executions).hasSize(sequences ? 2 : 1);
        assertThat(executor.insert(shape, rows(), CAUSE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatCannotBeHadIsAnError(TestDatabase kind) {
        Database database = Database.of(Dialects.of(kind.freshDataSource()));
        ConnectionSource broken =
                new ConnectionSource() {
                    @Override
                    public Connection acquire() throws SQLException {
                        throw new SQLException("down");
                    }

                    @Override
                    public void release(Connection connection) {}
                };
        SqlExecutor executor = new SqlExecutor(broken, database);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> executor.insert(INSERT, rows(row("a")), CAUSE))
                .matches(e -> e.kind() == ErrorKind.CONNECTION);
        assertThat(database.dialect().renderer().render(select().build(), ListSizes.NONE).binds())
                .isEmpty();
    }
}
