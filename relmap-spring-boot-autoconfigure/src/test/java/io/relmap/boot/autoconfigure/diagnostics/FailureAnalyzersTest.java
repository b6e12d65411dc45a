package io.relmap.boot.autoconfigure.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.ddl.SchemaDifference;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import io.relmap.session.Session;
import io.relmap.spring.data.RelmapRepository;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Contexts;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.RepositoryCreationException;
import org.springframework.data.repository.query.QueryCreationException;

@DisplayName("Failure analyzers")
class FailureAnalyzersTest {

    @Test
    void aMappingWithOneProblem() {
        FailureAnalysis analysis =
                new MappingFailureAnalyzer()
                        .analyze(
                                new IllegalStateException(
                                        new MappingException(
                                                ErrorCode.NO_FOREIGN_KEYS, "Author.books: none")));

        assertThat(analysis.getDescription())
                .isEqualTo("The entities cannot be mapped:\n\n    RM-110: Author.books: none");
        assertThat(analysis.getAction()).contains("RM-110");
    }

    @Test
    void aMappingWithSeveralProblems() {
        FailureAnalysis analysis =
                new MappingFailureAnalyzer()
                        .analyze(
                                MappingException.of(
                                        List.of(
                                                new MappingException(
                                                        ErrorCode.NO_FOREIGN_KEYS, "one"),
                                                new MappingException(
                                                        ErrorCode.UNKNOWN_NAME, "two"))));

        assertThat(analysis.getDescription())
                .contains("2 reasons", "- RM-110: one", "- RM-137: two");
        assertThat(analysis.getAction()).contains("RM-110, RM-137");
    }

    @Test
    void aDatabaseThatIsNotAsTheMappingSays() {
        FailureAnalysis analysis =
                new SchemaMismatchFailureAnalyzer()
                        .analyze(
                                new SchemaMismatchException(
                                        List.of(
                                                new SchemaDifference(
                                                        SchemaDifference.Kind.MISSING_TABLE,
                                                        "author",
                                                        null,
                                                        "There is no table author"))));

        assertThat(analysis.getDescription()).contains("- There is no table author");
        assertThat(analysis.getAction()).contains("relmap.schema.mode");
    }

    @Test
    void aDriverThatIsNotOnTheClassPath() {
        Contexts.runner()
                .withPropertyValues("spring.datasource.url=jdbc:mariadb://nowhere/nothing")
                .run(
                        context -> {
                            FailureAnalysis analysis =
                                    new MissingDriverFailureAnalyzer()
                                            .analyze(context.getStartupFailure());
                            assertThat(analysis.getDescription())
                                    .contains("org.mariadb.jdbc.Driver", "class path");
                            assertThat(analysis.getAction())
                                    .contains("org.mariadb.jdbc:mariadb-java-client");
                        });
    }

    @Test
    void aDriverThatNobodyKnows() {
        FailureAnalysis analysis =
                new MissingDriverFailureAnalyzer()
                        .analyze(
                                new IllegalStateException(
                                        "Cannot load driver class: com.example.Driver"));

        assertThat(analysis.getAction()).contains("spring.datasource.driver-class-name");
        assertThat(new MissingDriverFailureAnalyzer().analyze(new IllegalStateException()))
                .isNull();
    }

    @Test
    void aClassThatIsNotMappedIsLookedForInTheWrongPlace() {
        FailureAnalysis analysis =
                new MappingFailureAnalyzer()
                        .analyze(new MappingException(ErrorCode.NOT_MAPPED, "Thing is not mapped"));

        assertThat(analysis.getAction()).contains("@EntityScan", "main class", "RM-106");
    }

    @Test
    void theTextOfAQueryIsNoMapping() {
        MappingException parsed = new MappingException(ErrorCode.PARSE_ERROR, "found Guin");

        assertThat(
                        new MappingFailureAnalyzer()
                                .analyze(
                                        new InvalidRequestException(
                                                ErrorCode.INVALID_QUERY, "found Guin", parsed)))
                .isNull();
    }

    @Test
    void aSessionThatIsMissingBecauseOfSeveralDataSources() {
        FailureAnalysis analysis =
                missing(Session.class, "one", "two").orElseThrow(AssertionError::new);

        assertThat(analysis.getDescription()).contains("no Session", "[one, two]");
        assertThat(analysis.getAction()).contains("@Primary", "TransactionalSessions");
    }

    @Test
    void anythingElseThatIsMissingIsLeftToSpringBoot() {
        assertThat(missing(Session.class, "one")).isEmpty();
        assertThat(missing(Runnable.class, "one", "two")).isEmpty();
    }

    private static Optional<FailureAnalysis> missing(Class<?> bean, String... dataSources) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (String name : dataSources) {
            beans.addBean(name, TestDatabase.H2.freshDataSource());
        }
        return Optional.ofNullable(
                new SeveralDataSourcesFailureAnalyzer(beans)
                        .analyze(new NoSuchBeanDefinitionException(bean)));
    }

    @Test
    void aQueryMethodThatMeansNothing() throws NoSuchMethodException {
        FailureAnalysis analysis = new RepositoryFailureAnalyzer().analyze(refused(Titles.class));

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).contains("Titles.findByTitel", "no attribute");
        assertThat(analysis.getAction()).contains("@Query");
    }

    @Test
    void queryMethodsOfOtherStoresAreLeftToThem() throws NoSuchMethodException {
        assertThat(new RepositoryFailureAnalyzer().analyze(refused(Others.class))).isNull();
    }

    @Test
    void aRepositoryThatIsDeclaredWrongly() {
        FailureAnalysis analysis =
                new RepositoryFailureAnalyzer()
                        .analyze(
                                new RepositoryCreationException(
                                        "write RelmapRepository<Author, Long>", Titles.class));

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription())
                .contains("Titles cannot be made", "write RelmapRepository<Author, Long>");
    }

    @Test
    void aRepositoryOfSpringDatasOwnTypesIsKnownByItsEntity() throws NoSuchMethodException {
        assertThat(new RepositoryFailureAnalyzer().analyze(refused(Plain.class))).isNotNull();
    }

    private static QueryCreationException refused(Class<?> repository)
            throws NoSuchMethodException {
        return QueryCreationException.create(
                "\"titel\" is no attribute of Author",
                new IllegalArgumentException("\"titel\" is no attribute of Author"),
                repository,
                repository.getMethod("findByTitel", String.class));
    }

    /** A repository of relmap's with a mistake. */
    interface Titles extends RelmapRepository<Author, Long> {

        List<Author> findByTitel(String title);
    }

    /** A repository of another store's with the same. */
    interface Others extends Repository<String, Long> {

        List<String> findByTitel(String title);
    }

    /** A repository that extends none of relmap's types. */
    interface Plain extends Repository<Author, Long> {

        List<Author> findByTitel(String title);
    }
}
