package io.relmap.spring;

import static io.relmap.spring.fixture.Transactions.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.error.InvalidRequestException;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.testsupport.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DisplayName("Sessions in transactions of relmap's manager")
class RelmapTransactionManagerTest {

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatIsAddedIsWrittenByTheCommit(TestDatabase database) {
        run(
                database,
                app -> {
                    Author author = new Author("Le Guin", new Book("The Dispossessed"));
                    app.required(() -> app.session().add(author));

                    assertThat(app.names()).containsExactly("Le Guin");
                    assertThat(app.count("book")).isOne();
                    assertThat(Inspect.of(author).state()).isEqualTo(ObjectState.DETACHED);
                    assertThat(author.getId()).isNotNull();
                    assertThat(author.getBooks())
                            .as("what was loaded stays readable")
                            .extracting(Book::getTitle)
                            .containsExactly("The Dispossessed");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void anExceptionRollsBackAndNewObjectsAreTransientAgain(TestDatabase database) {
        run(
                database,
                app -> {
                    Author author = new Author("Le Guin");
                    assertThatThrownBy(
                                    () ->
                                            app.required(
                                                    () -> {
                                                        app.session().add(author);
                                                        app.session().flush();
                                                        throw new IllegalStateException("no");
                                                    }))
                            .hasMessage("no");

                    assertThat(app.names()).isEmpty();
                    assertThat(Inspect.of(author).state()).isEqualTo(ObjectState.TRANSIENT);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void plainJdbcInTheSameTransactionSeesFlushedRows(TestDatabase database) {
        run(
                database,
                app ->
                        app.required(
                                () -> {
                                    app.session().add(new Author("Le Guin"));
                                    assertThat(app.names()).isEmpty();
                                    app.session().flush();
                                    assertThat(app.names()).containsExactly("Le Guin");
                                }));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatTheDatabaseAnswersTheInjectedSessionComesAsSpringsExceptions(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(() -> app.session().add(new Author("Le Guin")));
                    assertThatExceptionOfType(OptimisticLockingFailureException.class)
                            .isThrownBy(
                                    () ->
                                            app.required(
                                                    () -> {
                                                        app.author("Le Guin").setName("x");
                                                        app.session()
                                                                .executeSql("delete from author");
                                                        app.session().flush();
                                                    }));
                    // the flush comes before the query, and so from a call of the query
                    assertThatExceptionOfType(OptimisticLockingFailureException.class)
                            .isThrownBy(
                                    () ->
                                            app.required(
                                                    () -> {
                                                        app.author("Le Guin").setName("x");
                                                        app.session()
                                                                .executeSql("delete from author");
                                                        app.session().query(Author.class).list();
                                                    }));
                    assertThatExceptionOfType(EmptyResultDataAccessException.class)
                            .isThrownBy(
                                    () ->
                                            app.required(
                                                    () ->
                                                            app.session()
                                                                    .query(Author.class)
                                                                    .where("name = 'nobody'")
                                                                    .one()));
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(() -> app.required(() -> app.session().add("no entity")));
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    @ExtendWith(OutputCaptureExtension.class)
    void aReadOnlyTransactionNeverWritesAndNamesWhatWasChanged(
            TestDatabase database, CapturedOutput output) {
        run(
                database,
                app -> {
                    app.required(() -> app.session().add(new Author("Le Guin")));
                    app.readOnly(() -> app.author("Le Guin"));
                    assertThat(output).doesNotContain("read-only transaction");
                    app.readOnly(
                            () -> {
                                app.author("Le Guin").setName("Leguin");
                                app.session().add(new Author("Lem"));
                                assertThat(app.session().query(Author.class).list()).hasSize(1);
                            });

                    assertThat(app.names()).containsExactly("Le Guin");
                    assertThat(output)
                            .containsPattern("read-only transaction.*Author.*\\(new\\)")
                            .contains("Author#1 (changed)");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void requiresNewHasASessionOfItsOwnAndTheOuterOneComesBack(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(
                            () -> {
                                Author outer = new Author("outer");
                                app.session().add(outer);
                                app.in(
                                        Propagation.REQUIRES_NEW,
                                        () -> {
                                            assertThat(app.session().contains(outer)).isFalse();
                                            app.session().add(new Author("inner"));
                                        });
                                assertThat(app.session().contains(outer)).isTrue();
                                assertThat(app.names()).containsExactly("inner");
                            });

                    assertThat(app.names()).containsExactlyInAnyOrder("inner", "outer");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void anObjectOfASuspendedSessionIsRefusedByTheInnerOne(TestDatabase database) {
        run(
                database,
                app ->
                        app.required(
                                () -> {
                                    Author outer = new Author("outer");
                                    app.session().add(outer);
                                    assertThatThrownBy(
                                                    () ->
                                                            app.in(
                                                                    Propagation.REQUIRES_NEW,
                                                                    () -> app.session().add(outer)))
                                            .isInstanceOf(InvalidRequestException.class)
                                            .hasMessageContaining("RM-301");
                                }));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aFlushThatFailsAtTheCommitRollsBackAndIsTranslated(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(() -> app.session().add(new Author("Le Guin")));
                    assertThatThrownBy(
                                    () ->
                                            app.required(
                                                    () -> {
                                                        app.session().add(new Author("Lem"));
                                                        app.session().flush();
                                                        app.session().add(new Author("Le Guin"));
                                                    }))
                            .isInstanceOf(DuplicateKeyException.class)
                            .hasMessageContaining("RM-701");

                    assertThat(app.names()).containsExactly("Le Guin");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aLostUpdateIsAnOptimisticLockingFailure(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(() -> app.session().add(new Author("Le Guin")));
                    assertThatThrownBy(
                                    () ->
                                            app.required(
                                                    () -> {
                                                        Author author = app.author("Le Guin");
                                                        app.jdbc()
                                                                .sql(
                                                                        "update author set version"
                                                                                + " = version + 1")
                                                                .update();
                                                        author.setName("Leguin");
                                                    }))
                            .isInstanceOf(OptimisticLockingFailureException.class)
                            .hasMessageContaining("RM-403");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void anInnerFailureThatTheOuterTransactionSwallowsStillRollsBack(TestDatabase database) {
        run(
                database,
                app -> {
                    assertThatThrownBy(
                                    () ->
                                            app.required(
                                                    () -> {
                                                        app.session().add(new Author("Le Guin"));
                                                        assertThatThrownBy(
                                                                        () ->
                                                                                app.required(
                                                                                        () -> {
                                                                                            throw new IllegalStateException(
                                                                                                    "no");
                                                                                        }))
                                                                .hasMessage("no");
                                                    }))
                            .isInstanceOf(UnexpectedRollbackException.class);

                    assertThat(app.names()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void withoutATransactionASessionReadsButDoesNotWrite(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(() -> app.session().add(new Author("Le Guin")));
                    app.in(
                            Propagation.SUPPORTS,
                            () -> {
                                assertThat(app.author("Le Guin").getName()).isEqualTo("Le Guin");
                                assertThatThrownBy(() -> app.session().add(new Author("Lem")))
                                        .isInstanceOf(InvalidRequestException.class)
                                        .hasMessageContaining("no transaction");
                            });
                    assertThatThrownBy(
                                    () ->
                                            app.in(
                                                    Propagation.SUPPORTS,
                                                    () -> app.author("Le Guin").setName("x")))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("no transaction");
                    assertThatThrownBy(() -> app.session().query(Author.class))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("RM-328")
                            .hasMessageContaining("@Transactional");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void notSupportedHidesTheOuterSession(TestDatabase database) {
        run(
                database,
                app ->
                        app.required(
                                () -> {
                                    Author outer = new Author("outer");
                                    app.session().add(outer);
                                    app.in(
                                            Propagation.NOT_SUPPORTED,
                                            () ->
                                                    assertThat(app.session().contains(outer))
                                                            .isFalse());
                                    assertThat(app.session().contains(outer)).isTrue();
                                }));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aTransactionInsideAScopeWithoutOneHasASessionOfItsOwn(TestDatabase database) {
        run(
                database,
                app -> {
                    app.in(
                            Propagation.SUPPORTS,
                            () -> {
                                assertThat(app.session().query(Author.class).count()).isZero();
                                app.required(() -> app.session().add(new Author("Le Guin")));
                                assertThat(app.session().query(Author.class).count()).isOne();
                            });

                    assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void nothingStaysOnTheThread(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(
                            () -> {
                                app.session().add(new Author("Le Guin"));
                                app.in(
                                        Propagation.REQUIRES_NEW,
                                        () -> app.session().query(Author.class).list());
                                app.nested(() -> app.session().add(new Author("Lem")));
                            });
                    assertThatThrownBy(
                                    () ->
                                            app.required(
                                                    () -> {
                                                        app.session().add(new Author("Lem"));
                                                        app.session().flush();
                                                    }))
                            .isInstanceOf(RuntimeException.class);
                    app.in(Propagation.SUPPORTS, () -> app.session().query(Author.class).list());

                    assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
                    assertThat(TransactionSynchronizationManager.isSynchronizationActive())
                            .isFalse();
                });
    }
}
