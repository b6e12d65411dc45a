package io.relmap.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relmap.dialect.Dialect;
import io.relmap.dialect.Dialects;
import io.relmap.error.InvalidRequestException;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SqlRendererTest {

    private static final Dialect POSTGRESQL = Dialects.forProduct("PostgreSQL");
    private static final Dialect H2 = Dialects.forProduct("H2");
    private static final Dialect SQLITE = Dialects.forProduct("SQLite");

    private static final Table AUTHOR =
            Table.named("author")
                    .column(ColumnDefinition.of("id", TypeRegistry.bigint()).notNull())
                    .column(ColumnDefinition.of("name", TypeRegistry.varchar(80)))
                    .column(ColumnDefinition.of("age", TypeRegistry.integer()))
                    .primaryKey(List.of("id"))
                    .build();
    private static final Table BOOK =
            Table.named("book")
                    .column(ColumnDefinition.of("id", TypeRegistry.bigint()).notNull())
                    .column(ColumnDefinition.of("author_id", TypeRegistry.bigint()))
                    .column(ColumnDefinition.of("title", TypeRegistry.varchar(80)))
                    .primaryKey(List.of("id"))
                    .build();
    private static final Table ORDER =
            Table.named(new TableName("Shop", "order"))
                    .column(ColumnDefinition.of("Total \"net\"", TypeRegistry.integer()))
                    .column(ColumnDefinition.of("select", TypeRegistry.integer()))
                    .build();

    private static final Expression ID = ref(AUTHOR, "id");
    private static final Expression NAME = ref(AUTHOR, "name");
    private static final Expression AGE = ref(AUTHOR, "age");
    private static final Expression A = Binary.eq(AGE, value(1));
    private static final Expression B = Binary.eq(AGE, value(2));

    private static Expression ref(Table table, String column) {
        return ColumnRef.of(table.column(column));
    }

    private static Literal value(Object value) {
        return new Literal(value, null);
    }

    private static String text(Expression expression) {
        return POSTGRESQL.renderer().render(expression, ListSizes.NONE).text();
    }

    private static String text(Dialect dialect, Expression expression) {
        return dialect.renderer().render(expression, ListSizes.of(3)).text();
    }

    private static String text(Select select) {
        return POSTGRESQL.renderer().render(select).text();
    }

    private static Expression plus(Expression left, Expression right) {
        return new Binary(left, Operator.PLUS, right);
    }

    @Test
    void valuesAreBoundInTheOrderOfTheirPlaceholders() {
        Expression condition =
                Logical.and(
                        List.of(
                                Binary.eq(NAME, new Parameter("n", TypeRegistry.varchar(80))),
                                new Binary(AGE, Operator.GT, value(30))));

        RenderedSql sql = POSTGRESQL.renderer().render(condition, ListSizes.NONE);

        assertThat(sql.text()).isEqualTo("author.name = ? AND author.age > ?");
        assertThat(sql.binds())
                .containsExactly(
                        new BindSlot.Named("n", TypeRegistry.varchar(80)),
                        new BindSlot.Fixed(30, null));
    }

    @Test
    void namesAreQuotedWhereTheyNeedIt() {
        assertThat(text(ref(ORDER, "Total \"net\"")))
                .isEqualTo("\"Shop\".\"order\".\"Total \"\"net\"\"\"");
        assertThat(text(ref(ORDER, "select"))).isEqualTo("\"Shop\".\"order\".\"select\"");
        assertThat(text(ID)).isEqualTo("author.id");
        assertThat(H2.identifiers().quote("value")).isEqualTo("\"value\"");
        assertThat(POSTGRESQL.identifiers().quote("value")).isEqualTo("value");
    }

    @Test
    void parenthesesStandOnlyWhereTheyChangeTheMeaning() {
        Expression both = Logical.and(List.of(A, B));
        Expression either = Logical.or(List.of(A, B));
        assertThat(text(Logical.or(List.of(both, A))))
                .isEqualTo("author.age = ? AND author.age = ? OR author.age = ?");
        assertThat(text(Logical.and(List.of(either, A))))
                .isEqualTo("(author.age = ? OR author.age = ?) AND author.age = ?");
        assertThat(text(new Not(both))).isEqualTo("NOT (author.age = ? AND author.age = ?)");
        assertThat(text(Logical.and(List.of(new Not(A), B))))
                .isEqualTo("NOT (author.age = ?) AND author.age = ?");
        assertThat(text(plus(plus(AGE, AGE), AGE)))
                .isEqualTo("author.age + author.age + author.age");
        assertThat(text(new Binary(AGE, Operator.MINUS, plus(AGE, AGE))))
                .isEqualTo("author.age - (author.age + author.age)");
        assertThat(text(new Binary(plus(AGE, AGE), Operator.TIMES, AGE)))
                .isEqualTo("(author.age + author.age) * author.age");
        assertThat(text(plus(new Binary(AGE, Operator.TIMES, AGE), AGE)))
                .isEqualTo("author.age * author.age + author.age");
        assertThat(text(Binary.eq(A, B))).isEqualTo("(author.age = ?) = (author.age = ?)");
        assertThat(text(new Negative(new Negative(AGE)))).isEqualTo("-(-author.age)");
        assertThat(text(new IsNull(plus(AGE, AGE), true)))
                .isEqualTo("author.age + author.age IS NOT NULL");
        assertThat(text(new IsTrue(A, true, false))).isEqualTo("(author.age = ?) IS TRUE");
    }

    @Test
    void textsAreJoinedWithoutParenthesesButNeverMixedWithSums() {
        Expression joined = new Binary(NAME, Operator.CONCAT, NAME);
        assertThat(text(new Binary(NAME, Operator.CONCAT, joined)))
                .isEqualTo("author.name || author.name || author.name");
        assertThat(text(new Binary(plus(AGE, AGE), Operator.CONCAT, NAME)))
                .isEqualTo("(author.age + author.age) || author.name");
        assertThat(text(new Binary(NAME, new Operator("@@", true, 5), joined)))
                .isEqualTo("author.name @@ author.name || author.name");
    }

    @Test
    void aComparisonWithNullIsATestForNull() {
        Literal nothing = new Literal(null, null);
        assertThat(text(Binary.eq(NAME, nothing))).isEqualTo("author.name IS NULL");
        assertThat(text(Binary.eq(nothing, NAME))).isEqualTo("author.name IS NULL");
        assertThat(text(new Binary(NAME, Operator.NE, nothing)))
                .isEqualTo("author.name IS NOT NULL");
        assertThat(text(new Binary(NAME, Operator.IS_DISTINCT_FROM, nothing)))
                .isEqualTo("author.name IS NOT NULL");
        assertThat(text(new Binary(NAME, Operator.LT, nothing))).isEqualTo("author.name < NULL");
    }

    @Test
    void likeIsWrittenAsEachDatabaseHasIt() {
        Expression like = new Binary(NAME, Operator.LIKE, value("a/%%"), '/');
        Expression ilike = new Binary(NAME, Operator.ILIKE, value("A%"), '\'');
        Expression not = new Binary(NAME, Operator.NOT_ILIKE, value("A%"));
        assertThat(text(like)).isEqualTo("author.name LIKE ? ESCAPE '/'");
        assertThat(text(ilike)).isEqualTo("author.name ILIKE ? ESCAPE ''''");
        assertThat(text(SQLITE, ilike)).isEqualTo("lower(author.name) LIKE lower(?) ESCAPE ''''");
        assertThat(text(SQLITE, not)).isEqualTo("lower(author.name) NOT LIKE lower(?)");
        assertThat(text(H2, not)).isEqualTo("author.name NOT ILIKE ?");
    }

    @Test
    void otherTestsAndCalls() {
        assertThat(text(new Between(AGE, value(1), value(2), true)))
                .isEqualTo("author.age NOT BETWEEN ? AND ?");
        assertThat(text(new InList(AGE, List.of(value(1), value(2)), false)))
                .isEqualTo("author.age IN (?, ?)");
        assertThat(text(new InList(AGE, List.of(), false))).isEqualTo("1 = 0");
        assertThat(text(FunctionCall.of("coalesce", AGE, value(0))))
                .isEqualTo("coalesce(author.age, ?)");
        assertThat(text(FunctionCall.of("current_date"))).isEqualTo("current_date");
        assertThat(text(SQLITE, FunctionCall.of("now"))).isEqualTo("CURRENT_TIMESTAMP");
        assertThat(text(new Cast(AGE, TypeRegistry.varchar(10))))
                .isEqualTo("CAST(author.age AS VARCHAR(10))");
        assertThat(text(SQLITE, new Cast(NAME, TypeRegistry.date())))
                .isEqualTo("CAST(author.name AS TEXT)");
        assertThat(text(new RowCount())).isEqualTo("count(*)");
        assertThat(text(Logical.and(List.of(value(true), value(false)))))
                .isEqualTo("TRUE AND FALSE");
        assertThat(text(new Collate(NAME, "de_DE"))).isEqualTo("author.name COLLATE \"de_DE\"");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> text(H2, new Collate(NAME, "x")))
                .withMessageContaining("H2");
        assertThat(text(SQLITE, new Binary(NAME, Operator.IS_DISTINCT_FROM, AGE)))
                .isEqualTo("author.name IS NOT author.age");
        assertThat(text(new Binary(NAME, Operator.IS_NOT_DISTINCT_FROM, AGE)))
                .isEqualTo("author.name IS NOT DISTINCT FROM author.age");
    }

    @Test
    @DisplayName("PE-2: a list is one array, or a padded list of placeholders")
    void aListOfValues() {
        InParameter in = new InParameter(List.of(ID), new Parameter("ids", null), false);
        RenderedSql array = POSTGRESQL.renderer().render(in, ListSizes.NONE);
        assertThat(array.text()).isEqualTo("author.id = ANY (?)");
        assertThat(array.binds())
                .containsExactly(new BindSlot.Array("ids", 0, TypeRegistry.bigint()));
        assertThat(text(new InParameter(List.of(ID), new Parameter("ids", null), true)))
                .isEqualTo("author.id != ALL (?)");

        RenderedSql list = H2.renderer().render(in, ListSizes.of(3));
        assertThat(list.text()).isEqualTo("author.id IN (?, ?, ?, ?)");
        assertThat(list.binds()).contains(new BindSlot.Element("ids", 3, 0, TypeRegistry.bigint()));
        assertThatIllegalStateException()
                .isThrownBy(() -> H2.renderer().render(in, ListSizes.NONE));
    }

    @Test
    @DisplayName("PE-2: a list of rows")
    void aListOfRows() {
        InParameter in = new InParameter(List.of(ID, NAME), new Parameter("k", null), false);
        assertThat(text(in)).isEqualTo("(author.id, author.name) IN (SELECT * FROM unnest(?, ?))");
        assertThat(H2.renderer().render(in, ListSizes.of(2)).text())
                .isEqualTo("(author.id, author.name) IN ((?, ?), (?, ?))");
        assertThat(SQLITE.renderer().render(in, ListSizes.of(2)).text())
                .isEqualTo("(author.id, author.name) IN (VALUES (?, ?), (?, ?))");
    }

    @Test
    @DisplayName("PE-2: lists are padded to 1, 2, 4 to 512")
    void paddedSizes() {
        assertThat(List.of(1, 2, 3, 5, 300, 512, 513).stream().map(ListPadding::padded))
                .containsExactly(1, 2, 4, 8, 512, 512, 1024);
    }

    @Test
    void aWholeSelect() {
        TableRef b = TableRef.of(BOOK, "b");
        Select select =
                Select.builder()
                        .item(NAME, "n")
                        .item(new RowCount(), "Count")
                        .from(
                                new JoinItem(
                                        TableRef.of(AUTHOR),
                                        JoinKind.LEFT,
                                        b,
                                        Binary.eq(
                                                new ColumnRef(
                                                        b, BOOK.column("author_id"), Set.of()),
                                                ID)))
                        .where(A)
                        .where(B)
                        .groupBy(NAME)
                        .having(new Binary(new RowCount(), Operator.GT, value(1)))
                        .orderBy(Ordering.asc(NAME))
                        .orderBy(
                                new Ordering(
                                        AGE, Ordering.Direction.DESCENDING, Ordering.Nulls.LAST))
                        .distinct()
                        .limit(value(10))
                        .offset(value(20))
                        .build();
        assertThat(text(select))
                .isEqualTo(
                        "SELECT DISTINCT author.name AS n, count(*) AS \"Count\" FROM author"
                                + " LEFT OUTER JOIN book AS b ON b.author_id = author.id"
                                + " WHERE author.age = ? AND author.age = ?"
                                + " GROUP BY author.name HAVING count(*) > ?"
                                + " ORDER BY author.name, author.age DESC NULLS LAST"
                                + " LIMIT ? OFFSET ?");
    }

    @Test
    void aJoinOnTheRightSideStandsInParentheses() {
        TableRef author = TableRef.of(AUTHOR);
        TableRef book = TableRef.of(BOOK);
        TableRef other = TableRef.of(AUTHOR, "a2");
        JoinItem inner = new JoinItem(book, JoinKind.INNER, other, value(true));
        assertThat(text(all(new JoinItem(author, JoinKind.LEFT, inner, value(true)))))
                .isEqualTo(
                        "SELECT 1 FROM author LEFT OUTER JOIN (book JOIN author AS a2 ON TRUE)"
                                + " ON TRUE");
        assertThat(text(all(new JoinItem(inner, JoinKind.CROSS, author, null))))
                .isEqualTo("SELECT 1 FROM book JOIN author AS a2 ON TRUE CROSS JOIN author");
    }

    private static Select all(FromItem from) {
        return Select.builder().from(from).build();
    }

    @Test
    void aSubqueryMeansTheTablesAroundIt() {
        Select books =
                Select.builder()
                        .from(TableRef.of(BOOK))
                        .from(TableRef.of(AUTHOR))
                        .where(Binary.eq(ref(BOOK, "author_id"), ID))
                        .build();
        Select select =
                Select.builder()
                        .item(ID)
                        .from(TableRef.of(AUTHOR))
                        .where(new Not(new Exists(books)))
                        .build();
        assertThat(text(select))
                .isEqualTo(
                        "SELECT author.id FROM author WHERE NOT EXISTS"
                                + " (SELECT 1 FROM book WHERE book.author_id = author.id)");

        Select oldest =
                Select.builder()
                        .item(FunctionCall.of("max", AGE))
                        .from(TableRef.of(AUTHOR))
                        .build();
        assertThat(
                        text(
                                Select.builder()
                                        .item(ID)
                                        .from(TableRef.of(AUTHOR))
                                        .where(Binary.eq(AGE, new ScalarSubquery(oldest)))
                                        .build()))
                .isEqualTo(
                        "SELECT author.id FROM author WHERE author.age ="
                                + " (SELECT max(author.age) FROM author)");
    }

    @Test
    void aSelectInFromHasAnAliasAndColumns() {
        SubqueryRef page =
                new SubqueryRef(
                        Select.builder().item(ID, "id").from(TableRef.of(AUTHOR)).build(), "page");
        Select select =
                Select.builder()
                        .item(page.column("id"))
                        .from(page)
                        .where(
                                new InParameter(
                                        List.of(page.column("id")),
                                        new Parameter("ids", null),
                                        false))
                        .build();
        assertThat(text(select))
                .isEqualTo(
                        "SELECT page.id FROM (SELECT author.id AS id FROM author) AS page"
                                + " WHERE page.id = ANY (?)");
    }

    @Test
    void limitsAndLocksDiffer() {
        Select.Builder rows = Select.builder().item(ID).from(TableRef.of(AUTHOR));
        Select skipped = rows.offset(value(5)).build();
        assertThat(SQLITE.renderer().render(skipped).text()).endsWith(" LIMIT -1 OFFSET ?");
        assertThat(text(skipped)).endsWith("FROM author OFFSET ?");

        Select locked = rows.offset(null).lock(RowLock.FOR_SHARE).build();
        assertThat(text(locked)).endsWith("FROM author FOR SHARE");
        assertThat(H2.renderer().render(locked).text()).endsWith("FROM author FOR UPDATE");
        assertThat(SQLITE.renderer().render(locked).text()).endsWith("FROM author");

        Select joined =
                Select.builder()
                        .from(
                                new JoinItem(
                                        TableRef.of(AUTHOR, "a"),
                                        JoinKind.LEFT,
                                        TableRef.of(BOOK),
                                        value(true)))
                        .lock(RowLock.FOR_UPDATE_SKIP_LOCKED)
                        .build();
        assertThat(text(joined)).endsWith(" FOR UPDATE OF a SKIP LOCKED");
        assertThat(H2.renderer().render(joined).text()).endsWith(" FOR UPDATE SKIP LOCKED");
    }

    @Test
    void writesBindTheirColumnsInOrder() {
        InsertShape insert =
                new InsertShape(
                        AUTHOR, List.of(AUTHOR.column("name"), AUTHOR.column("age")), List.of());
        assertThat(POSTGRESQL.renderer().render(insert))
                .isEqualTo(
                        new RenderedSql(
                                "INSERT INTO author (name, age) VALUES (?, ?)",
                                List.of(
                                        new BindSlot.Named(0, TypeRegistry.varchar(80)),
                                        new BindSlot.Named(1, TypeRegistry.integer()))));
        UpdateShape update =
                new UpdateShape(
                        AUTHOR,
                        List.of(AUTHOR.column("id"), AUTHOR.column("name")),
                        List.of(AUTHOR.column("id")));
        assertThat(POSTGRESQL.renderer().render(update))
                .isEqualTo(
                        new RenderedSql(
                                "UPDATE author SET id = ?, name = ? WHERE id = ?",
                                List.of(
                                        new BindSlot.Named(0, TypeRegistry.bigint()),
                                        new BindSlot.Named(1, TypeRegistry.varchar(80)),
                                        new BindSlot.Named(2, TypeRegistry.bigint()))));
        DeleteShape delete =
                new DeleteShape(BOOK, List.of(BOOK.column("id"), BOOK.column("author_id")));
        assertThat(POSTGRESQL.renderer().render(delete).text())
                .isEqualTo("DELETE FROM book WHERE id = ? AND author_id = ?");
    }

    @Test
    void anInsertReturnsWhatTheDatabaseMade() {
        InsertShape shape = new InsertShape(AUTHOR, List.of(), List.of(AUTHOR.column("id")));
        assertThat(POSTGRESQL.renderer().render(shape).text())
                .isEqualTo("INSERT INTO author DEFAULT VALUES RETURNING id");
        assertThat(H2.renderer().render(shape).text())
                .isEqualTo("SELECT id FROM FINAL TABLE (INSERT INTO author DEFAULT VALUES)");
    }

    @Test
    void bulkWritesTakeExpressions() {
        BulkUpdate update =
                new BulkUpdate(
                        AUTHOR,
                        List.of(new Assignment(AUTHOR.column("age"), plus(AGE, value(1)))),
                        A,
                        List.of());
        assertThat(POSTGRESQL.renderer().render(update, ListSizes.NONE).text())
                .isEqualTo("UPDATE author SET age = author.age + ? WHERE author.age = ?");
        BulkDelete delete = new BulkDelete(AUTHOR, A, List.of(AUTHOR.column("id")));
        assertThat(POSTGRESQL.renderer().render(delete, ListSizes.NONE).text())
                .isEqualTo("DELETE FROM author WHERE author.age = ? RETURNING id");
    }
}
