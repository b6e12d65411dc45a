package io.relmap.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.dialect.Dialect;
import io.relmap.dialect.Dialects;
import io.relmap.error.MappingException;
import io.relmap.jdbc.ConnectionSource;
import io.relmap.jdbc.Database;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.Column;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import io.relmap.schema.ForeignKeyConstraint.Options;
import io.relmap.schema.MetaData;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
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
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaOperationsTest {

    private static final Options USE_ALTER = new Options(null, null, true, Deferrable.NO);

    static ForeignKeyConstraint key(
            @Nullable String name,
            String column,
            String table,
            String referenced,
            Options options) {
        return new ForeignKeyConstraint(
                name, List.of(column), TableName.of(table), List.of(referenced), options);
    }

    static Table.Builder keyed(String name, String key) {
        return Table.named(name)
                .column(ColumnDefinition.of(key, TypeRegistry.integer()).notNull())
                .primaryKey(List.of(key));
    }

    private static Table.Builder referring(String name, String... tables) {
        Table.Builder builder = keyed(name, "id");
        for (String table : tables) {
            String column = table + "_id";
            builder.column(ColumnDefinition.of(column, TypeRegistry.integer()));
            builder.foreignKey(key(null, column, table, "id", Options.NONE));
        }
        return builder;
    }

    private static MetaData entryAndWidget(@Nullable String name, Options options) {
        Table entry =
                keyed("entry", "entry_id")
                        .column(ColumnDefinition.of("widget_id", TypeRegistry.integer()))
                        .foreignKey(key(null, "widget_id", "widget", "widget_id", Options.NONE))
                        .build();
        Table widget =
                keyed("widget", "widget_id")
                        .column(ColumnDefinition.of("favorite_entry_id", TypeRegistry.integer()))
                        .foreignKey(key(name, "favorite_entry_id", "entry", "entry_id", options))
                        .build();
        return MetaData.of(List.of(entry, widget));
    }

    private static SchemaOperations operations(MetaData metaData, String product) {
        return new SchemaOperations(
                metaData,
                Database.of(Dialects.forProduct(product)),
                ConnectionSource.of(TestDatabase.SQLITE.freshDataSource()));
    }

    static SchemaOperations operations(MetaData metaData, DataSource dataSource) {
        return new SchemaOperations(
                metaData, Database.of(Dialects.of(dataSource)), ConnectionSource.of(dataSource));
    }

    /** The statements without what stands in parentheses. */
    private static List<String> brief(List<String> statements) {
        return statements.stream()
                .map(text -> text.replaceAll("(?s) \\(.*", "").replaceAll(" FOREIGN KEY.*", ""))
                .toList();
    }

    static void execute(DataSource dataSource, String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    @DisplayName("UW-138: a key marked useAlter is left out of the sort [ddl-use-alter]")
    void aMarkedKeyIsAddedAfterwards() {
        MetaData metaData = entryAndWidget("fk_favorite_entry", USE_ALTER);
        SchemaOperations postgres = operations(metaData, "PostgreSQL");
        assertThat(brief(postgres.createStatements()))
                .containsExactly(
                        "CREATE TABLE widget",
                        "CREATE TABLE entry",
                        "ALTER TABLE widget ADD CONSTRAINT fk_favorite_entry");
        assertThat(postgres.dropStatements())
                .containsExactly(
                        "ALTER TABLE widget DROP CONSTRAINT fk_favorite_entry",
                        "DROP TABLE entry",
                        "DROP TABLE widget");
        assertThat(brief(operations(metaData, "SQLite").createStatements()))
                .containsExactly("CREATE TABLE widget", "CREATE TABLE entry");
    }

    @Test
    @DisplayName("UW-138: keys on a cycle are added by ALTER, named where they have no name")
    void aCycleIsBrokenByAddingItsKeysAfterwards() {
        SchemaOperations named =
                operations(entryAndWidget("fk_favorite_entry", Options.NONE), "PostgreSQL");
        assertThat(brief(named.createStatements()))
                .containsExactly(
                        "CREATE TABLE entry",
                        "CREATE TABLE widget",
                        "ALTER TABLE entry ADD CONSTRAINT fk_entry_widget_id",
                        "ALTER TABLE widget ADD CONSTRAINT fk_favorite_entry");
        assertThat(operations(entryAndWidget(null, Options.NONE), "H2").dropStatements())
                .containsExactly(
                        "ALTER TABLE entry DROP CONSTRAINT fk_entry_widget_id",
                        "ALTER TABLE widget DROP CONSTRAINT fk_widget_favorite_entry_id",
                        "DROP TABLE widget",
                        "DROP TABLE entry");
    }

    @Test
    @DisplayName("UW-138: tables after those they refer to, ties by name, self-references aside")
    void tablesAreSortedByDependencyAndName() {
        MetaData metaData =
                MetaData.of(
                        List.of(
                                referring("zoo").build(),
                                referring("apple", "zoo").build(),
                                referring("node", "node").build(),
                                referring("inner", "left", "apple").build(),
                                referring("left", "right").build(),
                                referring("right", "left").build(),
                                referring("banana").build()));
        assertThat(brief(operations(metaData, "PostgreSQL").createStatements()))
                .containsExactly(
                        "CREATE TABLE banana",
                        "CREATE TABLE \"left\"",
                        "CREATE TABLE node",
                        "CREATE TABLE \"right\"",
                        "CREATE TABLE zoo",
                        "CREATE TABLE apple",
                        "CREATE TABLE \"inner\"",
                        "ALTER TABLE \"left\" ADD CONSTRAINT fk_left_right_id",
                        "ALTER TABLE \"right\" ADD CONSTRAINT fk_right_left_id");
    }

    @Test
    @DisplayName("RC-14: a key to a table that is not there is an error")
    void aKeyToNowhereIsAnError() {
        SchemaOperations operations =
                operations(MetaData.of(List.of(referring("a", "b").build())), "H2");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(operations::createStatements)
                .withMessageContaining("refers to table b");
    }

    @Test
    @DisplayName("RC-17, RC-20: clauses of columns and keys")
    void aTableWithAllThereIs() {
        Table table =
                Table.named(new TableName("shop", "order"))
                        .column(ColumnDefinition.of("id", TypeRegistry.bigint()).notNull())
                        .column(
                                ColumnDefinition.of("state", TypeRegistry.varchar(10))
                                        .notNull()
                                        .serverDefault("lower('NEW')"))
                        .column(ColumnDefinition.of("parent", TypeRegistry.bigint()))
                        .primaryKey(List.of("id"))
                        .unique(new UniqueConstraint("one_state", List.of("state", "parent")))
                        .foreignKey(
                                new ForeignKeyConstraint(
                                        null,
                                        List.of("parent"),
                                        new TableName("shop", "order"),
                                        List.of("id"),
                                        new Options(
                                                ReferentialAction.CASCADE,
                                                ReferentialAction.SET_NULL,
                                                false,
                                                Deferrable.INITIALLY_DEFERRED)))
                        .build();
        MetaData metaData = MetaData.of(List.of(table));
        assertThat(operations(metaData, "PostgreSQL").createScript())
                .isEqualTo(
                        """
                        CREATE TABLE shop."order" (
                            id BIGINT GENERATED BY DEFAULT AS IDENTITY NOT NULL,
                            state VARCHAR(10) DEFAULT lower('NEW') NOT NULL,
                            parent BIGINT,
                            PRIMARY KEY (id),
                            CONSTRAINT one_state UNIQUE (state, parent),
                            FOREIGN KEY (parent) REFERENCES shop."order" (id) ON DELETE CASCADE \
                        ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED
                        );
                        """);
        assertThat(operations(metaData, "SQLite").createScript())
                .contains("id INTEGER PRIMARY KEY AUTOINCREMENT,")
                .contains("state VARCHAR(10) DEFAULT (lower('NEW')) NOT NULL,")
                .doesNotContain("PRIMARY KEY (id)");
        assertThat(operations(metaData, "H2").dropScript())
                .isEqualTo("DROP TABLE shop.\"order\";\n");
    }

    @Test
    @DisplayName(
            "a deferrable unique key is told to databases that can, with the name it is put off by")
    void deferrableUniqueKeys() {
        Table table =
                Table.named("seat")
                        .column(ColumnDefinition.of("id", TypeRegistry.text()).notNull())
                        .column(ColumnDefinition.of("label", TypeRegistry.text()))
                        .primaryKey(List.of("id"))
                        .unique(
                                new UniqueConstraint(
                                        null, List.of("label"), Deferrable.INITIALLY_IMMEDIATE))
                        .unique(
                                new UniqueConstraint(
                                        null,
                                        List.of("id", "label"),
                                        Deferrable.INITIALLY_DEFERRED))
                        .build();
        MetaData metaData = MetaData.of(List.of(table));

        assertThat(operations(metaData, "PostgreSQL").createScript())
                .contains(
                        "CONSTRAINT seat_label_key UNIQUE (label) DEFERRABLE INITIALLY IMMEDIATE,")
                .contains("    UNIQUE (id, label) DEFERRABLE INITIALLY DEFERRED");
        for (String without : List.of("H2", "SQLite")) {
            assertThat(operations(metaData, without).createScript())
                    .contains("    UNIQUE (label),")
                    .doesNotContain("DEFERR");
        }
    }

    @Test
    @DisplayName("RC-20: a sequence is created with its table where there are sequences")
    void sequencesComeAndGoWithTheirTables() {
        Table table =
                Table.named("author")
                        .column(
                                ColumnDefinition.of("id", TypeRegistry.bigint())
                                        .notNull()
                                        .sequence("author_seq"))
                        .primaryKey(List.of("id"))
                        .build();
        MetaData metaData = MetaData.of(List.of(table));
        assertThat(operations(metaData, "PostgreSQL").createStatements())
                .containsExactly(
                        "CREATE SEQUENCE IF NOT EXISTS author_seq",
                        "CREATE TABLE author (\n    id BIGINT NOT NULL,\n    PRIMARY KEY (id)\n)");
        assertThat(operations(metaData, "SQLite").createScript()).contains("AUTOINCREMENT");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-138, RC-19: a cycle with rows in it is created and dropped on every database")
    void cyclesAreCreatedAndDropped(TestDatabase kind) throws SQLException {
        for (Options options : List.of(Options.NONE, USE_ALTER)) {
            DataSource dataSource = kind.freshDataSource();
            MetaData metaData = entryAndWidget(null, options);
            SchemaOperations operations = operations(metaData, dataSource);

            assertThat(operations.missingStatements()).isEqualTo(operations.createStatements());
            operations.createAll();
            assertThat(operations.missingStatements()).isEmpty();
            operations.createAll();
            assertThat(operations.validate()).isEmpty();
            execute(
                    dataSource,
                    "insert into widget values (1, null)",
                    "insert into entry values (1, 1)",
                    "update widget set favorite_entry_id = 1");

            operations.dropAll();
            assertThat(operations.validate())
                    .extracting(SchemaDifference::kind)
                    .containsOnly(SchemaDifference.Kind.MISSING_TABLE)
                    .hasSize(2);
            operations.dropAll();
        }
    }

    private static Table everyType() {
        Table.Builder builder =
                Table.named("every_type")
                        .column(ColumnDefinition.of("id", TypeRegistry.bigint()).notNull())
                        .primaryKey(List.of("id"));
        List<Class<?>> types =
                List.of(
                        boolean.class,
                        short.class,
                        int.class,
                        long.class,
                        float.class,
                        double.class,
                        BigDecimal.class,
                        String.class,
                        char.class,
                        byte[].class,
                        UUID.class,
                        LocalDate.class,
                        LocalTime.class,
                        LocalDateTime.class,
                        Instant.class);
        for (Class<?> type : types) {
            ColumnType columnType = TypeRegistry.typeFor(type, 50, 0, 0);
            String name = type.getSimpleName().replace("[]", "s").toLowerCase(Locale.ROOT);
            builder.column(ColumnDefinition.of("c_" + name, columnType));
            builder.column(ColumnDefinition.of("N_" + name, columnType).notNull());
        }
        builder.column(ColumnDefinition.of("c_text", TypeRegistry.text()));
        return builder.build();
    }

    @ParameterizedTest
    @EnumSource
    void aTableThatRelmapMadeIsAsItsMappingSays(TestDatabase kind) {
        DataSource dataSource = kind.freshDataSource();
        Table author =
                keyed("Author", "Id")
                        .column(ColumnDefinition.of("tenant", TypeRegistry.integer()).notNull())
                        .unique(new UniqueConstraint("a_u", List.of("Id", "tenant")))
                        .build();
        Table book =
                Table.named("book")
                        .column(ColumnDefinition.of("a", TypeRegistry.integer()).notNull())
                        .column(ColumnDefinition.of("t", TypeRegistry.integer()).notNull())
                        .primaryKey(List.of("a", "t"))
                        .foreignKey(
                                new ForeignKeyConstraint(
                                        "book_author",
                                        List.of("a", "t"),
                                        TableName.of("Author"),
                                        List.of("Id", "tenant"),
                                        new Options(
                                                ReferentialAction.CASCADE,
                                                null,
                                                false,
                                                Deferrable.NO)))
                        .build();
        SchemaOperations operations =
                operations(MetaData.of(List.of(everyType(), author, book)), dataSource);
        operations.createAll();
        assertThat(operations.validate()).isEmpty();

        MetaData reflected = SchemaReflection.reflect(dataSource, List.of("book", "every_type"));
        assertThat(reflected.tables())
                .extracting(Table::name)
                .containsExactly("book", "every_type", "Author");
        Table found = reflected.find(TableName.of("book"));
        assertThat(found).isNotNull();
        assertThat(found.primaryKey()).extracting(Column::name).containsExactly("a", "t");
        assertThat(found.foreignKeys()).hasSize(1);
        assertThat(found.foreignKeys().get(0).columns()).containsExactly("a", "t");
        assertThat(found.foreignKeys().get(0).referencedColumns()).containsExactly("Id", "tenant");
        assertThat(found.foreignKeys().get(0).options().onDelete())
                .isEqualTo(ReferentialAction.CASCADE);
        Table types = reflected.find(TableName.of("every_type"));
        assertThat(types).isNotNull();
        assertThat(types.generatedColumn()).isEqualTo(types.column("id"));
        assertThat(types.column("c_string").type()).isEqualTo(TypeRegistry.varchar(50));
        assertThat(SchemaReflection.reflectAll(dataSource).tables()).hasSize(3);

        operations.dropAll();
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> SchemaReflection.reflect(dataSource, List.of("book")))
                .withMessageContaining("no table book");
    }

    @Test
    @DisplayName("An underscore in the name of a schema stands for itself")
    void anUnderscoreInANameStandsForItself() throws SQLException {
        DataSource dataSource = TestDatabase.POSTGRESQL.freshDataSource();
        execute(
                dataSource,
                "create schema shop_a",
                "create schema shopxa",
                "create table shopxa.book (isbn varchar(20) primary key, price integer)",
                "create table shop_a.book (id bigint primary key)");
        MetaData reflected = SchemaReflection.reflect(dataSource, List.of("shop_a.book"));
        assertThat(reflected.tables().iterator().next().columns())
                .extracting(Column::name)
                .containsExactly("id");
    }

    @ParameterizedTest
    @EnumSource
    void differencesAreListed(TestDatabase kind) throws SQLException {
        DataSource dataSource = kind.freshDataSource();
        execute(
                dataSource,
                "create table author (id integer primary key, age date, name varchar(5) not null)",
                "create table book (id integer not null, author_id integer)");
        Dialect dialect = Dialects.of(dataSource);
        Table author =
                keyed("author", "id")
                        .column(ColumnDefinition.of("age", TypeRegistry.integer()))
                        .column(ColumnDefinition.of("name", TypeRegistry.varchar(80)))
                        .column(ColumnDefinition.of("mail", TypeRegistry.varchar(80)))
                        .unique(new UniqueConstraint(null, List.of("name")))
                        .build();
        Table book =
                referring("book", "author")
                        .column(
                                ColumnDefinition.of("isbn", TypeRegistry.varchar(13))
                                        .autoIncrement(AutoIncrement.FALSE))
                        .build();

        List<SchemaDifference> differences =
                operations(MetaData.of(List.of(author, book)), dataSource).validate();

        assertThat(differences)
                .as("%s", dialect)
                .extracting(SchemaDifference::message)
                .containsExactlyInAnyOrder(
                        "Column author.age is of type DATE, mapped is INTEGER",
                        "Column author.name is NOT NULL, mapped as nullable",
                        "Column author.mail is not in the database",
                        "Table author has no unique key [name]",
                        "Column book.isbn is not in the database",
                        "Table book has the primary key [], mapped is [id]",
                        "Table book has no foreign key [author_id] to author [id]");
    }
}
