package io.relmap.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.session.Session;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

@DisplayName("Errors of a real PostgreSQL that a retry cures")
@Timeout(60)
class RetriesTest {

    @Test
    void aSerializationFailureIsRetried() {
        run(
                (app, shop) -> {
                    shop.rename(
                            "Le Guin",
                            "Ursula",
                            attempt -> {
                                if (attempt == 1) {
                                    elsewhere(() -> retireAll(app));
                                }
                            });

                    assertThat(shop.attempts()).isEqualTo(2);
                    assertThat(app.names()).containsExactlyInAnyOrder("Ursula", "Lem");
                });
    }

    @Test
    void withoutARetryItIsATransientLockingFailureThatNamesTheEntity() {
        run(
                (app, shop) -> {
                    assertThatThrownBy(
                                    () ->
                                            shop.renameOnce(
                                                    "Le Guin",
                                                    "Ursula",
                                                    attempt -> elsewhere(() -> retireAll(app))))
                            .isInstanceOf(PessimisticLockingFailureException.class)
                            .isInstanceOf(TransientDataAccessException.class)
                            .hasMessageContaining("Author");
                    assertThat(app.names()).containsExactlyInAnyOrder("Le Guin", "Lem");
                });
    }

    @Test
    void transactionsThatReadWhatTheOtherWritesAreRetried() {
        run(
                (app, shop) -> {
                    shop.addWithNumber(
                            attempt -> {
                                if (attempt == 1) {
                                    elsewhere(shop::addElsewhere);
                                }
                            });

                    assertThat(shop.attempts()).isEqualTo(2);
                    assertThat(app.names()).contains("elsewhere", "number 3");
                });
    }

    @Test
    void whoeverIsTheVictimOfADeadlockIsRetried() {
        run(
                (app, shop) -> {
                    CompletableFuture<?>[] other = new CompletableFuture<?>[1];
                    shop.rename(
                            "Le Guin",
                            "Ursula",
                            attempt -> {
                                if (attempt == 1) {
                                    app.jdbc()
                                            .sql("update author set name = name where name = 'Lem'")
                                            .update();
                                    other[0] = CompletableFuture.runAsync(shop::retireInOrder);
                                    awaitWaiting(app);
                                }
                            });
                    other[0].join();

                    assertThat(app.names()).containsExactlyInAnyOrder("Ursula", "Lem");
                    assertThat(app.jdbc().sql("select retired from author").query().singleColumn())
                            .containsExactly(true, true);
                    assertThat(shop.attempts())
                            .as("two that succeed, one that does not")
                            .isEqualTo(3);
                });
    }

    @Test
    void whatNoRetryCuresIsTriedOnce() {
        run(
                (app, shop) -> {
                    assertThatThrownBy(() -> shop.rename("Le Guin", "Lem", attempt -> {}))
                            .isInstanceOf(DuplicateKeyException.class);
                    assertThat(shop.attempts()).isOne();
                });
    }

    private static void run(BiConsumer<Transactions, Shop> test) {
        Contexts.on(TestDatabase.POSTGRESQL)
                .withUserConfiguration(Resilient.class)
                .run(
                        context -> {
                            Transactions app = new Transactions(context);
                            app.required(
                                    () ->
                                            app.session()
                                                    .addAll(
                                                            List.of(
                                                                    new Author("Le Guin"),
                                                                    new Author("Lem"))));
                            test.accept(app, context.getBean(Shop.class));
                        });
    }

    /** By a transaction of another thread, which has committed when this returns. */
    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    /** By plain JDBC, so that versions stay as they are. */
    private static void retireAll(Transactions app) {
        app.required(() -> app.jdbc().sql("update author set retired = true").update());
    }

    private static void awaitWaiting(Transactions app) {
        while (app.jdbc()
                        .sql(
                                "select count(*) from pg_locks where not granted and pid in (select"
                                        + " pid from pg_stat_activity where datname ="
                                        + " current_database())")
                        .query(Long.class)
                        .single()
                == 0) {
            Thread.onSpinWait();
        }
    }

    /** The service whose methods are retried, each time in a new transaction. */
    static class Shop {

        private final Session session;
        private final AtomicInteger attempts = new AtomicInteger();

        Shop(Session session) {
            this.session = session;
        }

        int attempts() {
            return attempts.get();
        }

        @Retryable(includes = TransientDataAccessException.class, delay = 1)
        @Transactional(isolation = Isolation.REPEATABLE_READ)
        public void rename(String from, String to, IntConsumer between) {
            change(from, to, between);
        }

        @Transactional(isolation = Isolation.REPEATABLE_READ)
        public void renameOnce(String from, String to, IntConsumer between) {
            change(from, to, between);
        }

        private void change(String from, String to, IntConsumer between) {
            Author author =
                    session.query(Author.class).where("name = :name", Map.of("name", from)).one();
            between.accept(attempts.incrementAndGet());
            author.setName(to);
        }

        @Retryable(includes = TransientDataAccessException.class, delay = 1)
        @Transactional(isolation = Isolation.SERIALIZABLE)
        public void addWithNumber(IntConsumer between) {
            long number = session.query(Author.class).count();
            between.accept(attempts.incrementAndGet());
            session.add(new Author("number " + number));
        }

        @Transactional(isolation = Isolation.SERIALIZABLE)
        public void addElsewhere() {
            session.query(Author.class).count();
            session.add(new Author("elsewhere"));
        }

        @Retryable(includes = TransientDataAccessException.class, delay = 1)
        @Transactional
        public void retireInOrder() {
            attempts.incrementAndGet();
            for (Author author : session.query(Author.class).orderBy("id").list()) {
                author.retire();
                session.flush();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods
    static class Resilient {

        @Bean
        Shop shop(Session session) {
            return new Shop(session);
        }
    }
}
