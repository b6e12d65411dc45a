package io.relmap.spring;

import static io.relmap.spring.fixture.Transactions.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.error.InvalidRequestException;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DisplayName("Propagation, and threads, in transactions of relmap's manager")
class PropagationTest {

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void mandatoryWorksInTheOuterSessionAndNotAlone(TestDatabase database) {
        run(
                database,
                app -> {
                    assertThatExceptionOfType(IllegalTransactionStateException.class)
                            .isThrownBy(
                                    () ->
                                            app.in(
                                                    Propagation.MANDATORY,
                                                    () -> app.session().add(new Author("Lem"))));
                    app.in(
                            Propagation.REQUIRED,
                            () -> {
                                Author outer = new Author("Le Guin");
                                app.session().add(outer);
                                app.in(
                                        Propagation.MANDATORY,
                                        () -> assertThat(app.session().contains(outer)).isTrue());
                            });
                    assertThat(app.names()).containsExactly("Le Guin");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void neverIsRefusedInATransactionAndReadsWithoutOne(TestDatabase database) {
        run(
                database,
                app -> {
                    app.in(
                            Propagation.REQUIRED,
                            () -> {
                                app.session().add(new Author("Le Guin"));
                                assertThatExceptionOfType(IllegalTransactionStateException.class)
                                        .isThrownBy(() -> app.in(Propagation.NEVER, () -> {}));
                            });
                    app.in(
                            Propagation.NEVER,
                            () -> {
                                assertThat(app.session().query(Author.class).count()).isOne();
                                assertThatExceptionOfType(InvalidRequestException.class)
                                        .isThrownBy(() -> app.session().add(new Author("Lem")))
                                        .withMessageContaining("RM-328");
                            });
                    assertThat(app.names()).containsExactly("Le Guin");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void supportsTakesPartInATransactionThatIsThere(TestDatabase database) {
        run(
                database,
                app -> {
                    app.in(
                            Propagation.REQUIRED,
                            () ->
                                    app.in(
                                            Propagation.SUPPORTS,
                                            () -> app.session().add(new Author("Le Guin"))));
                    assertThat(app.names()).containsExactly("Le Guin");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void queriesThatWriteAtOnceAreRefusedWhereNothingIsWritten(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(() -> app.session().add(new Author("Le Guin")));
                    Runnable delete = () -> app.session().query(Author.class).delete();
                    Runnable update =
                            () -> app.session().query(Author.class).update(Map.of("name", "Lem"));
                    for (Runnable work : List.of(delete, update)) {
                        assertThatExceptionOfType(InvalidRequestException.class)
                                .isThrownBy(() -> app.in(Propagation.SUPPORTS, work))
                                .withMessageContaining("RM-328");
                        assertThatExceptionOfType(InvalidRequestException.class)
                                .isThrownBy(() -> app.readOnly(work))
                                .withMessageContaining("RM-327");
                    }
                    assertThat(app.names()).containsExactly("Le Guin");
                    app.required(update);
                    assertThat(app.names()).containsExactly("Lem");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void notSupportedReadsWhatIsCommittedAndDoesNotWrite(TestDatabase database) {
        run(
                database,
                app ->
                        app.in(
                                Propagation.REQUIRED,
                                () -> {
                                    app.session().add(new Author("Le Guin"));
                                    app.session().flush();
                                    app.in(
                                            Propagation.NOT_SUPPORTED,
                                            () -> {
                                                assertThat(
                                                                app.session()
                                                                        .query(Author.class)
                                                                        .count())
                                                        .isZero();
                                                assertThatExceptionOfType(
                                                                InvalidRequestException.class)
                                                        .isThrownBy(
                                                                () ->
                                                                        app.session()
                                                                                .add(
                                                                                        new Author(
                                                                                                "Lem")));
                                            });
                                    assertThat(app.session().query(Author.class).count()).isOne();
                                }));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aNestedTransactionInARequiresNewOneTakesBackOnlyItself(TestDatabase database) {
        run(
                database,
                app -> {
                    app.in(
                            Propagation.REQUIRED,
                            () -> {
                                app.session().add(new Author("outer"));
                                app.in(
                                        Propagation.REQUIRES_NEW,
                                        () -> {
                                            Author inner = new Author("inner");
                                            app.session().add(inner);
                                            assertThatExceptionOfType(IllegalStateException.class)
                                                    .isThrownBy(
                                                            () ->
                                                                    app.in(
                                                                            Propagation.NESTED,
                                                                            () -> failing(inner)));
                                            assertThat(inner.getName()).isEqualTo("inner");
                                        });
                            });
                    assertThat(app.names()).containsExactlyInAnyOrder("outer", "inner");
                });
    }

    private static void failing(Author author) {
        author.setName("changed");
        throw new IllegalStateException("on purpose");
    }

    @Test
    void sessionsOfSeveralThreadsKnowNothingOfEachOther() throws Exception {
        onThreads(Executors.newFixedThreadPool(4));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void sessionsWorkOnVirtualThreads() throws Exception {
        onThreads(
                (ExecutorService)
                        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    }

    private static void onThreads(ExecutorService threads) throws Exception {
        try {
            Contexts.on(TestDatabase.POSTGRESQL)
                    .run(
                            context -> {
                                Transactions app = new Transactions(context);
                                List<Callable<Map<Object, Object>>> work = new ArrayList<>();
                                for (int i = 0; i < 40; i++) {
                                    String name = "author " + i;
                                    work.add(() -> addedAndFound(app, name));
                                }
                                for (Future<Map<Object, Object>> left : threads.invokeAll(work)) {
                                    assertThat(left.get()).as("left on a thread").isEmpty();
                                }
                                assertThat(app.names()).hasSize(40).doesNotHaveDuplicates();
                            });
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<Object, Object> addedAndFound(Transactions app, String name) {
        app.in(
                Propagation.REQUIRED,
                () -> {
                    Author author = new Author(name);
                    app.session().add(author);
                    assertThat(app.session().newObjects()).containsExactly(author);
                });
        app.in(
                Propagation.SUPPORTS,
                () ->
                        assertThat(
                                        app.session()
                                                .query(Author.class)
                                                .where("name = :name", Map.of("name", name))
                                                .one())
                                .isNotNull());
        return TransactionSynchronizationManager.getResourceMap();
    }
}
