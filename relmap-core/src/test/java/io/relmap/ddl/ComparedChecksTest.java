package io.relmap.ddl;

import static io.relmap.ddl.SchemaOperationsTest.execute;
import static io.relmap.ddl.SchemaOperationsTest.key;
import static io.relmap.ddl.SchemaOperationsTest.keyed;
import static io.relmap.ddl.SchemaOperationsTest.operations;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import io.relmap.schema.ForeignKeyConstraint.Options;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.TypeRegistry;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@DisplayName("Whether the database checks its keys when the mapping says so")
class ComparedChecksTest {

    private static ForeignKeyConstraint checked(String column, Deferrable when) {
        return key(null, column, "author", "id", new Options(null, null, false, when));
    }

    private static ColumnDefinition number(String name) {
        return ColumnDefinition.of(name, TypeRegistry.integer());
    }

    /** Books whose keys are checked at different times. */
    private static MetaData booksChecked(Deferrable first, Deferrable second, Deferrable title) {
        Table book =
                keyed("book", "id")
                        .column(number("a"))
                        .column(number("b"))
                        .column(number("c"))
                        .column(number("title"))
                        .foreignKey(checked("a", first))
                        .foreignKey(checked("b", second))
                        .foreignKey(checked("c", Deferrable.NO))
                        .unique(new UniqueConstraint(null, List.of("title"), title))
                        .build();
        return MetaData.of(List.of(keyed("author", "id").build(), book));
    }

    private static final MetaData DEFERRED =
            booksChecked(
                    Deferrable.INITIALLY_IMMEDIATE,
                    Deferrable.INITIALLY_DEFERRED,
                    Deferrable.INITIALLY_IMMEDIATE);

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "02, 6.2: keys that are checked later where the mapping says so are no differences")
    void keysThatAreCheckedLater(TestDatabase kind) {
        DataSource dataSource = kind.freshDataSource();
        SchemaOperations operations = operations(DEFERRED, dataSource);
        operations.createAll();

        assertThat(operations.validate()).isEmpty();
        assertThat(
                        operations(
                                        booksChecked(Deferrable.NO, Deferrable.NO, Deferrable.NO),
                                        dataSource)
                                .validate())
                .as("a key that may wait although it need not")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "02, 6.2: a key that is mapped deferrable, and is not, is a difference where it matters and the"
                    + " database tells it")
    void keysThatAreCheckedTooEarly(TestDatabase kind) {
        DataSource dataSource = kind.freshDataSource();
        operations(booksChecked(Deferrable.NO, Deferrable.NO, Deferrable.NO), dataSource)
                .createAll();

        List<SchemaDifference> differences = operations(DEFERRED, dataSource).validate();

        String atOnce =
                "Table book has the foreign key [a] to author, which is not deferrable, mapped is"
                        + " deferrable, checked at once at first";
        String deferred =
                "Table book has the foreign key [b] to author, which is not deferrable, mapped is"
                        + " deferrable, deferred at first";
        String unique =
                "Table book has the unique key [title], which is not deferrable, mapped is"
                        + " deferrable, checked at once at first";
        assertThat(differences)
                .allMatch(each -> each.kind() == SchemaDifference.Kind.DEFERRABILITY)
                .extracting(SchemaDifference::message)
                .containsExactlyElementsOf(
                        switch (kind) {
                            case H2 -> List.of(); // it has no such keys
                            case SQLITE -> List.of(deferred); // it puts off any foreign key
                            case POSTGRESQL -> List.of(atOnce, deferred, unique);
                        });
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "H2")
    @DisplayName("02, 6.2: so is one that is to be deferred by itself, and is only on demand")
    void aKeyThatIsOnlyDeferredOnDemand(TestDatabase kind) throws SQLException {
        DataSource dataSource = kind.freshDataSource();
        execute(
                dataSource,
                "create table author (id integer primary key)",
                "create table book (\"id\" integer primary key, /* not, deferrable */ a integer"
                        + " references author (id) deferrable initially deferred,"
                        + " b integer check (b in (1, 2)) references author (id) deferrable,"
                        + " c integer, title integer unique,"
                        + " constraint book_c foreign key (c) references author (id)"
                        + " not deferrable)");

        assertThat(operations(DEFERRED, dataSource).validate())
                .filteredOn(each -> !each.message().contains("[title]"))
                .extracting(SchemaDifference::message)
                .containsExactly(
                        "Table book has the foreign key [b] to author, which is deferrable, checked at"
                                + " once at first, mapped is deferrable, deferred at first");
        MetaData reflected = SchemaReflection.reflect(dataSource, List.of("book"));
        assertThat(reflected.find(TableName.of("book")).foreignKeys())
                .extracting(each -> each.columns() + " " + each.options().deferrable())
                .containsExactlyInAnyOrder(
                        "[a] INITIALLY_DEFERRED", "[b] INITIALLY_IMMEDIATE", "[c] NO");
    }

    private static MetaData marked(Deferrable primaryKeyToo) {
        return MetaData.of(
                List.of(
                        keyed("mark", "id")
                                .unique(new UniqueConstraint(null, List.of("id"), primaryKeyToo))
                                .build()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a unique key that is the primary key is there with it")
    void aUniqueKeyThatIsThePrimaryKey(TestDatabase database) {
        SchemaOperations operations = operations(marked(Deferrable.NO), database.freshDataSource());

        operations.createAll();

        assertThat(operations.validate()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("02, 6.2: a primary key does not wait as a unique key is mapped to")
    void aPrimaryKeyDoesNotWait(TestDatabase database) throws SQLException {
        DataSource dataSource = database.freshDataSource();
        execute(dataSource, "create table mark (id integer primary key)");
        List<SchemaDifference> found =
                operations(marked(Deferrable.INITIALLY_IMMEDIATE), dataSource).validate();

        if (database == TestDatabase.POSTGRESQL) {
            assertThat(found)
                    .extracting(SchemaDifference::message)
                    .containsExactly(
                            "Table mark has the primary key in place of the unique key [id], which is not"
                                    + " deferrable, mapped is deferrable, checked at once at first");
        } else {
            assertThat(found).isEmpty();
        }
    }
}
