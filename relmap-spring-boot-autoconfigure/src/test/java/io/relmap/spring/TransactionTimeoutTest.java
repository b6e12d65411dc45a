package io.relmap.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.error.DatabaseException;
import io.relmap.session.Session;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Contexts;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Time limits of transactions and statements")
class TransactionTimeoutTest {

    private static final String THIRTY_SECONDS = "do $$ begin perform pg_sleep(30); end $$";

    @Test
    void aStatementTakesNoLongerThanWhatIsLeftOfItsTransaction() {
        Contexts.on(TestDatabase.POSTGRESQL)
                .run(
                        context ->
                                assertThatExceptionOfType(QueryTimeoutException.class)
                                        .isThrownBy(
                                                () ->
                                                        within(
                                                                context,
                                                                1,
                                                                session ->
                                                                        session.executeSql(
                                                                                THIRTY_SECONDS))));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void nothingIsSentWhenTheTimeIsOver(TestDatabase database) {
        Contexts.on(database)
                .run(
                        context -> {
                            for (Consumer<Session> work :
                                    List.<Consumer<Session>>of(
                                            session -> session.add(new Author("Le Guin")),
                                            session -> session.query(Author.class).list(),
                                            session -> session.get(Author.class, 1L),
                                            session -> session.executeSql("delete from author"))) {
                                assertThatExceptionOfType(TransactionTimedOutException.class)
                                        .isThrownBy(
                                                () ->
                                                        within(
                                                                context,
                                                                30,
                                                                session -> {
                                                                    timeIsOver(context);
                                                                    work.accept(session);
                                                                }));
                            }
                            assertThat(authors(context)).isZero();
                        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatWasWrittenBeforeIsRolledBackWhenTheTimeIsOverAtTheCommit(TestDatabase database) {
        Contexts.on(database)
                .run(
                        context -> {
                            List<String> heard = new ArrayList<>();
                            assertThatExceptionOfType(TransactionTimedOutException.class)
                                    .isThrownBy(
                                            () ->
                                                    within(
                                                            context,
                                                            30,
                                                            session -> {
                                                                session.add(new Author("Le Guin"));
                                                                session.flush();
                                                                session.add(new Author("Lem"));
                                                                listen(new Completion(heard));
                                                                timeIsOver(context);
                                                            }));
                            assertThat(authors(context)).isZero();
                            assertThat(heard).containsExactly("before completion", "rolled back");
                        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatWasWrittenBeforeIsRolledBackWhenTheTimeIsOverInAListenerOfTheCommit(
            TestDatabase database) {
        Contexts.on(database)
                .run(
                        context -> {
                            assertThatExceptionOfType(TransactionTimedOutException.class)
                                    .isThrownBy(
                                            () ->
                                                    within(
                                                            context,
                                                            30,
                                                            session -> {
                                                                session.add(new Author("Le Guin"));
                                                                listen(new LateQuery(context));
                                                            }));
                            assertThat(authors(context)).isZero();
                        });
    }

    @Test
    void aTransactionWithTimeEnoughIsLeftAlone() {
        Contexts.on(TestDatabase.H2)
                .run(
                        context -> {
                            within(context, 30, session -> session.add(new Author("Le Guin")));
                            within(
                                    context,
                                    30,
                                    session ->
                                            assertThat(session.query(Author.class).count())
                                                    .isOne());
                        });
    }

    @Test
    void thePropertyLimitsEachStatementInTransactionsWithoutATimeout() {
        Contexts.on(TestDatabase.POSTGRESQL)
                .withPropertyValues("relmap.jdbc.query-timeout=1")
                .run(
                        context -> {
                            assertThatExceptionOfType(QueryTimeoutException.class)
                                    .isThrownBy(
                                            () ->
                                                    within(
                                                            context,
                                                            -1,
                                                            session ->
                                                                    session.executeSql(
                                                                            THIRTY_SECONDS)));
                            assertThatExceptionOfType(DatabaseException.class)
                                    .isThrownBy(
                                            () ->
                                                    context.getBean(Relmap.class)
                                                            .inTransaction(
                                                                    session ->
                                                                            session.executeSql(
                                                                                    THIRTY_SECONDS)));
                        });
    }

    @Test
    void theShorterLimitCounts() {
        Contexts.on(TestDatabase.POSTGRESQL)
                .withPropertyValues("relmap.jdbc.query-timeout=25s")
                .run(
                        context ->
                                assertThatExceptionOfType(QueryTimeoutException.class)
                                        .isThrownBy(
                                                () ->
                                                        within(
                                                                context,
                                                                1,
                                                                session ->
                                                                        session.executeSql(
                                                                                THIRTY_SECONDS))));
    }

    /** Hears how a transaction ends. */
    private record Completion(List<String> heard) implements TransactionSynchronization {

        @Override
        public void beforeCompletion() {
            heard.add("before completion");
        }

        @Override
        public void afterCompletion(int status) {
            heard.add(status == STATUS_ROLLED_BACK ? "rolled back" : "status " + status);
        }
    }

    /** Asks the database while the transaction commits, when the time is over. */
    private record LateQuery(ApplicationContext context) implements TransactionSynchronization {

        @Override
        public void beforeCommit(boolean readOnly) {
            timeIsOver(context);
            assertThat(context.getBean(Session.class).query(Author.class).list()).isEmpty();
        }
    }

    private static void listen(TransactionSynchronization listener) {
        TransactionSynchronizationManager.registerSynchronization(listener);
    }

    private static long authors(ApplicationContext context) {
        return context.getBean(JdbcClient.class)
                .sql("select count(*) from author")
                .query(Long.class)
                .single();
    }

    /** As if the seconds had gone by. */
    private static void timeIsOver(ApplicationContext context) {
        ConnectionHolder holder =
                (ConnectionHolder)
                        TransactionSynchronizationManager.getResource(
                                context.getBean(DataSource.class));
        Objects.requireNonNull(holder).setTimeoutInMillis(-1);
    }

    private static void within(ApplicationContext context, int seconds, Consumer<Session> work) {
        TransactionTemplate template =
                new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        template.setTimeout(seconds);
        template.executeWithoutResult(status -> work.accept(context.getBean(Session.class)));
    }
}
