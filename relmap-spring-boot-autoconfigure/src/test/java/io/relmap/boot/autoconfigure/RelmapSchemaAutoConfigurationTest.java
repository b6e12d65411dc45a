package io.relmap.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.boot.autoconfigure.diagnostics.SchemaMismatchException;
import io.relmap.spring.fixture.Contexts;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.TestPostgres;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Tables at start")
@ExtendWith(OutputCaptureExtension.class)
class RelmapSchemaAutoConfigurationTest {

    private final ApplicationContextRunner contexts = Contexts.runner();

    @Test
    void anEmbeddedDatabaseGetsTablesThatGoAgain() {
        contexts.run(
                context -> {
                    assertThat(mode(context.getBean(RelmapSchemaInitializer.class)))
                            .isEqualTo(SchemaMode.CREATE_DROP);
                    assertThat(tables(context.getBean(JdbcClient.class))).isEqualTo(5);
                });
    }

    @Test
    void tablesOfCreateDropAreDroppedAtTheEnd() {
        DataSource dataSource = TestDatabase.H2.freshDataSource();
        contexts.withBean(DataSource.class, () -> dataSource)
                .withPropertyValues("relmap.schema.mode=create-drop")
                .run(context -> assertThat(tables(JdbcClient.create(dataSource))).isEqualTo(5));
        assertThat(tables(JdbcClient.create(dataSource))).isZero();
    }

    @Test
    void aServerIsLeftAlone() {
        contexts.withBean(DataSource.class, TestPostgres::freshDatabase)
                .run(
                        context ->
                                assertThat(mode(context.getBean(RelmapSchemaInitializer.class)))
                                        .isEqualTo(SchemaMode.NONE));
    }

    @Test
    void aDatabaseThatSomebodyManagesIsLeftAlone() {
        contexts.withBean(
                        SchemaManagementProvider.class,
                        () -> dataSource -> SchemaManagement.MANAGED)
                .run(
                        context ->
                                assertThat(mode(context.getBean(RelmapSchemaInitializer.class)))
                                        .isEqualTo(SchemaMode.NONE));
    }

    @Test
    void theModeNoneSwitchesItOff() {
        contexts.withPropertyValues("relmap.schema.mode=none")
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean(RelmapSchemaInitializer.class);
                            assertThat(tables(context.getBean(JdbcClient.class))).isZero();
                        });
    }

    @Test
    void validatingAnEmptyDatabaseStopsTheStart() {
        contexts.withPropertyValues("relmap.schema.mode=validate")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(SchemaMismatchException.class)
                                        .hasMessageContaining("author")
                                        .hasMessageContaining("book_tag"));
    }

    @Test
    void validatingWhatCreateMadeFindsNothing() {
        DataSource dataSource = TestPostgres.freshDatabase();
        contexts.withBean(DataSource.class, () -> dataSource)
                .withPropertyValues("relmap.schema.mode=create")
                .run(context -> assertThat(context).hasNotFailed());
        contexts.withBean(DataSource.class, () -> dataSource)
                .withPropertyValues("relmap.schema.mode=validate")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aReportTellsWhatIsMissingAndChangesNothing(CapturedOutput output) {
        DataSource dataSource = TestPostgres.freshDatabase();
        JdbcClient.create(dataSource)
                .sql("create table tag (id bigint primary key, name integer not null)")
                .update();
        contexts.withBean(DataSource.class, () -> dataSource)
                .withPropertyValues("relmap.schema.mode=update-report")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains("The database's tables are not as the mapping says")
                .contains("tag.name")
                .contains("CREATE TABLE author (")
                .doesNotContain("CREATE TABLE tag (");
        assertThat(tables(JdbcClient.create(dataSource))).isOne();
    }

    @Test
    void aReportOfNoDifferenceSaysSo(CapturedOutput output) {
        DataSource dataSource = TestDatabase.H2.freshDataSource();
        for (String mode : List.of("create", "update-report")) {
            contexts.withBean(DataSource.class, () -> dataSource)
                    .withPropertyValues("relmap.schema.mode=" + mode)
                    .run(context -> assertThat(context).hasNotFailed());
        }
        assertThat(output).contains("The database's tables are as the mapping says");
    }

    @Test
    void scriptsRunBefore() {
        contexts.withConfiguration(
                        AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
                .withPropertyValues(
                        "relmap.schema.mode=create",
                        "spring.sql.init.schema-locations=classpath:tag-schema.sql")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(
                                            context.getBean(JdbcClient.class)
                                                    .sql("select note from tag")
                                                    .query()
                                                    .listOfRows())
                                    .as("the script's table was there first")
                                    .isEmpty();
                        });
    }

    private static SchemaMode mode(RelmapSchemaInitializer initializer) {
        return initializer.mode();
    }

    private static long tables(JdbcClient jdbc) {
        return jdbc.sql(
                        "select count(*) from information_schema.tables where lower(table_name) in"
                                + " ('author', 'book', 'tag', 'book_tag', 'stock')")
                .query(Long.class)
                .single();
    }
}
