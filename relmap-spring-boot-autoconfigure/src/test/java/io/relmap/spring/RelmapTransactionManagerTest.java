package io.relmap.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.error.InvalidRequestException;
import io.relmap.session.Session;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.AuthorRepository;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Contexts;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

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
                                        TransactionDefinition.PROPAGATION_REQUIRES_NEW,
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
                                                                    TransactionDefinition
                                                                            .PROPAGATION_REQUIRES_NEW,
                                                                    () -> app.session().add(outer)))
                                            .isInstanceOf(InvalidRequestException.class)
                                            .hasMessageContaining("RM-301");
                                }));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aNestedTransactionThatFailsTakesBackItsOwnChangesOnly(TestDatabase database) {
        run(
                database,
                app -> {
                    AtomicReference<Author> kept = new AtomicReference<>();
                    AtomicReference<Author> lost = new AtomicReference<>();
                    app.required(
                            () -> {
                                kept.set(new Author("kept"));
                                app.session().add(kept.get());
                                assertThatThrownBy(
                                                () ->
                                                        app.nested(
                                                                () -> {
                                                                    lost.set(new Author("lost"));
                                                                    app.session().add(lost.get());
                                                                    kept.get().setName("changed");
                                                                    app.session().flush();
                                                                    throw new IllegalStateException(
                                                                            "no");
                                                                }))
                                        .hasMessage("no");
                                assertThat(app.session().contains(kept.get())).isTrue();
                                assertThat(app.session().contains(lost.get())).isFalse();
                                assertThat(Inspect.of(lost.get()).state())
                                        .isEqualTo(ObjectState.TRANSIENT);
                                app.session().refresh(kept.get());
                                assertThat(kept.get().getName()).isEqualTo("kept");
                                app.session().add(new Author("after"));
                            });

                    assertThat(app.names()).containsExactlyInAnyOrder("kept", "after");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aNestedTransactionThatEndsWellBelongsToTheOuterOne(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(
                            () -> {
                                app.nested(() -> app.session().add(new Author("inner")));
                                assertThat(app.names())
                                        .as("its end has flushed")
                                        .containsExactly("inner");
                                app.session().add(new Author("outer"));
                            });

                    assertThat(app.names()).containsExactlyInAnyOrder("inner", "outer");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aNestedTransactionWhoseFlushFailsAtItsEndLeavesTheOuterOneUsable(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(
                            () -> {
                                app.session().add(new Author("twice"));
                                assertThatThrownBy(
                                                () ->
                                                        app.nested(
                                                                () ->
                                                                        app.session()
                                                                                .add(
                                                                                        new Author(
                                                                                                "twice"))))
                                        .isInstanceOf(DuplicateKeyException.class);
                                app.session().add(new Author("after"));
                            });

                    assertThat(app.names()).containsExactlyInAnyOrder("twice", "after");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aSessionFirstUsedInsideANestedTransactionIsRolledBackWithIt(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(
                            () -> {
                                assertThatThrownBy(
                                                () ->
                                                        app.nested(
                                                                () -> {
                                                                    app.session()
                                                                            .add(
                                                                                    new Author(
                                                                                            "lost"));
                                                                    app.session().flush();
                                                                    throw new IllegalStateException(
                                                                            "no");
                                                                }))
                                        .hasMessage("no");
                                assertThat(app.session().query(Author.class).count()).isZero();
                                app.session().add(new Author("after"));
                            });

                    assertThat(app.names()).containsExactly("after");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aSavepointThatAProgramSetsNeedsAFlushedSession(TestDatabase database) {
        run(
                database,
                app -> {
                    app.template()
                            .executeWithoutResult(
                                    status -> {
                                        app.session().add(new Author("before"));
                                        assertThatThrownBy(status::createSavepoint)
                                                .isInstanceOf(InvalidRequestException.class)
                                                .hasMessageContaining("session.flush()");
                                        status.flush();
                                        Object savepoint = status.createSavepoint();
                                        Author lost = new Author("lost");
                                        app.session().add(lost);
                                        app.session().flush();
                                        status.rollbackToSavepoint(savepoint);
                                        assertThat(app.session().contains(lost)).isFalse();
                                        app.session().add(new Author("again lost"));
                                        app.session().flush();
                                        status.rollbackToSavepoint(savepoint);
                                        status.releaseSavepoint(savepoint);
                                    });

                    assertThat(app.names()).containsExactly("before");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatAListenerChangesBeforeTheCommitIsWritten(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(
                            () -> {
                                Author author = new Author("Le Guin");
                                app.session().add(author);
                                beforeCommit(
                                        () -> {
                                            assertThat(author.getId())
                                                    .as("rows are flushed before listeners run")
                                                    .isNotNull();
                                            author.setName("Ursula K. Le Guin");
                                        });
                            });

                    assertThat(app.names()).containsExactly("Ursula K. Le Guin");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aSessionFirstUsedInAListenerBeforeTheCommitIsWritten(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(
                            () -> beforeCommit(() -> app.session().add(new Author("Le Guin"))));

                    assertThat(app.names()).containsExactly("Le Guin");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void theSessionIsRefusedAfterTheCommit(TestDatabase database) {
        run(
                database,
                app -> {
                    AtomicReference<Throwable> refused = new AtomicReference<>();
                    app.required(
                            () -> {
                                app.session().add(new Author("Le Guin"));
                                TransactionSynchronizationManager.registerSynchronization(
                                        new TransactionSynchronization() {
                                            @Override
                                            public void afterCommit() {
                                                try {
                                                    app.session().add(new Author("Lem"));
                                                } catch (InvalidRequestException e) {
                                                    refused.set(e);
                                                }
                                            }
                                        });
                            });

                    assertThat(refused.get())
                            .hasMessageContaining("RM-329")
                            .hasMessageContaining("REQUIRES_NEW");
                    assertThat(app.names()).containsExactly("Le Guin");
                });
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
                            TransactionDefinition.PROPAGATION_SUPPORTS,
                            () -> {
                                assertThat(app.author("Le Guin").getName()).isEqualTo("Le Guin");
                                assertThatThrownBy(() -> app.session().add(new Author("Lem")))
                                        .isInstanceOf(InvalidRequestException.class)
                                        .hasMessageContaining("no transaction");
                            });
                    assertThatThrownBy(
                                    () ->
                                            app.in(
                                                    TransactionDefinition.PROPAGATION_SUPPORTS,
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
                                            TransactionDefinition.PROPAGATION_NOT_SUPPORTED,
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
                            TransactionDefinition.PROPAGATION_SUPPORTS,
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
    void transactionalEventListenersTakePartUntilTheCommit(TestDatabase database) {
        Contexts.on(database)
                .withBean(Renaming.class)
                .run(
                        context -> {
                            App app = new App(context);
                            app.required(
                                    () -> {
                                        Author author = new Author("Le Guin");
                                        app.session().add(author);
                                        context.publishEvent(author);
                                    });

                            assertThat(app.names())
                                    .containsExactlyInAnyOrder("Ursula K. Le Guin", "after");
                        });
    }

    /** Listens to authors. */
    static class Renaming {

        private final AuthorRepository authors;

        Renaming(AuthorRepository authors) {
            this.authors = authors;
        }

        @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
        void rename(Author author) {
            author.setName("Ursula K. " + author.getName());
        }

        @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
        @Transactional(propagation = Propagation.REQUIRES_NEW)
        public void addAnother(Author author) {
            authors.save(new Author("after"));
        }
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
                                        TransactionDefinition.PROPAGATION_REQUIRES_NEW,
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
                    app.in(
                            TransactionDefinition.PROPAGATION_SUPPORTS,
                            () -> app.session().query(Author.class).list());

                    assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
                    assertThat(TransactionSynchronizationManager.isSynchronizationActive())
                            .isFalse();
                });
    }

    private static void beforeCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void beforeCommit(boolean readOnly) {
                        work.run();
                    }
                });
    }

    private static void run(TestDatabase database, Consumer<App> test) {
        Contexts.on(database).run(context -> test.accept(new App(context)));
    }

    /** What the tests use of an application. */
    record App(ApplicationContext context) {

        Session session() {
            return context.getBean(Session.class);
        }

        JdbcClient jdbc() {
            return context.getBean(JdbcClient.class);
        }

        TransactionTemplate template() {
            return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        }

        void required(Runnable work) {
            in(TransactionDefinition.PROPAGATION_REQUIRED, work);
        }

        void nested(Runnable work) {
            in(TransactionDefinition.PROPAGATION_NESTED, work);
        }

        void in(int propagation, Runnable work) {
            TransactionTemplate template = template();
            template.setPropagationBehavior(propagation);
            template.executeWithoutResult(status -> work.run());
        }

        void readOnly(Runnable work) {
            TransactionTemplate template = template();
            template.setReadOnly(true);
            template.executeWithoutResult(status -> work.run());
        }

        Author author(String name) {
            return session().query(Author.class).where("name = :name", Map.of("name", name)).one();
        }

        List<String> names() {
            return jdbc().sql("select name from author").query(String.class).list();
        }

        long count(String table) {
            return jdbc().sql("select count(*) from " + table).query(Long.class).single();
        }
    }
}
