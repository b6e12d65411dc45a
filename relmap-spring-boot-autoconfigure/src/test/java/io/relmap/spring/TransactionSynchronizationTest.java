package io.relmap.spring;

import static io.relmap.spring.fixture.Transactions.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.InvalidRequestException;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.AuthorRepository;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DisplayName("What listeners and synchronizations do around a commit of relmap's manager")
class TransactionSynchronizationTest {

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
    void transactionalEventListenersTakePartUntilTheCommit(TestDatabase database) {
        Contexts.on(database)
                .withBean(Renaming.class)
                .run(
                        context -> {
                            Transactions app = new Transactions(context);
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

    private static void beforeCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void beforeCommit(boolean readOnly) {
                        work.run();
                    }
                });
    }
}
