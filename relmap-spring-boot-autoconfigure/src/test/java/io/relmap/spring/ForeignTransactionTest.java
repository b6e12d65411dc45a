package io.relmap.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.error.InvalidRequestException;
import io.relmap.session.Session;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Stock;
import io.relmap.spring.fixture.Tag;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Sessions in transactions of another manager")
class ForeignTransactionTest {

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatIsAddedIsWrittenByTheCommitAndNothingStaysOnTheThread(TestDatabase database) {
        App app = App.on(database);
        app.required(() -> app.session().add(new Author("Le Guin")));
        assertThatThrownBy(
                        () ->
                                app.required(
                                        () -> {
                                            app.session().add(new Author("Lem"));
                                            app.session().flush();
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");

        assertThat(app.names()).containsExactly("Le Guin");
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aFlushThatFailsIsTranslatedAndRollsBack(TestDatabase database) {
        App app = App.on(database);
        app.required(() -> app.session().add(new Author("Le Guin")));
        assertThatThrownBy(() -> app.required(() -> app.session().add(new Author("Le Guin"))))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aReadOnlyTransactionNeverWrites(TestDatabase database) {
        App app = App.on(database);
        app.template(TransactionDefinition.PROPAGATION_REQUIRED, true)
                .executeWithoutResult(status -> app.session().add(new Author("Lem")));

        assertThat(app.names()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void requiresNewHasASessionOfItsOwn(TestDatabase database) {
        App app = App.on(database);
        app.required(
                () -> {
                    app.session().add(new Author("outer"));
                    app.in(
                            TransactionDefinition.PROPAGATION_REQUIRES_NEW,
                            () -> app.session().add(new Author("inner")));
                    assertThat(app.names()).containsExactly("inner");
                });

        assertThat(app.names()).containsExactlyInAnyOrder("inner", "outer");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void withoutTheListenerWorkThatComesTooLateIsALoudError(TestDatabase database) {
        App app = App.on(database);
        assertThatThrownBy(
                        () ->
                                app.required(
                                        () ->
                                                beforeCommit(
                                                        () ->
                                                                app.session()
                                                                        .add(new Author("late")))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("NOT written");

        assertThat(app.names()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void withTheListenerWorkThatComesLateIsWritten(TestDatabase database) {
        App app = App.on(database).withListener();
        app.required(
                () -> {
                    Author author = new Author("Le Guin");
                    app.session().add(author);
                    beforeCommit(() -> author.setName("Ursula K. Le Guin"));
                });
        app.required(() -> beforeCommit(() -> app.session().add(new Author("late"))));

        assertThat(app.names()).containsExactlyInAnyOrder("Ursula K. Le Guin", "late");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void withoutTheListenerANestedTransactionNeedsAFlushedSession(TestDatabase database) {
        App app = App.on(database);
        app.required(
                () -> {
                    app.session().add(new Author("outer"));
                    assertThatThrownBy(
                                    () ->
                                            app.in(
                                                    TransactionDefinition.PROPAGATION_NESTED,
                                                    () -> {}))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("session.flush()");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void withTheListenerANestedTransactionWorks(TestDatabase database) {
        App app = App.on(database).withListener();
        app.required(
                () -> {
                    app.session().add(new Author("outer"));
                    assertThatThrownBy(
                                    () ->
                                            app.in(
                                                    TransactionDefinition.PROPAGATION_NESTED,
                                                    () -> {
                                                        app.session().add(new Author("lost"));
                                                        app.session().flush();
                                                        throw new IllegalStateException("no");
                                                    }))
                            .hasMessage("no");
                    app.in(
                            TransactionDefinition.PROPAGATION_NESTED,
                            () -> app.session().add(new Author("inner")));
                });

        assertThat(app.names()).containsExactlyInAnyOrder("inner", "outer");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aTransactionOfAnotherDataSourceIsRefused(TestDatabase database) {
        App app = App.on(database);
        JdbcTransactionManager other =
                new JdbcTransactionManager(TestDatabase.H2.freshDataSource());
        assertThatThrownBy(
                        () ->
                                new TransactionTemplate(other)
                                        .executeWithoutResult(
                                                status -> app.session().add(new Author("Le Guin"))))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageContaining("does not include relmap's data source");

        assertThat(app.names()).isEmpty();
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

    /** An application whose transactions Spring's plain manager runs. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatWasWrittenBeforeIsRolledBackWhenTheTimeIsOverAtTheCommit(TestDatabase database) {
        for (App app : List.of(App.on(database), App.on(database).withListener())) {
            TransactionTemplate template =
                    app.template(TransactionDefinition.PROPAGATION_REQUIRED, false);
            template.setTimeout(30);
            assertThatThrownBy(
                            () ->
                                    template.executeWithoutResult(
                                            status -> {
                                                app.session().add(new Author("Le Guin"));
                                                app.session().flush();
                                                app.session().add(new Author("Lem"));
                                                app.timeIsOver();
                                            }))
                    .isInstanceOf(QueryTimeoutException.class)
                    .hasCauseInstanceOf(TransactionTimedOutException.class);
            assertThat(app.names()).isEmpty();
        }
    }

    record App(
            DataSource dataSource, TransactionalSessions sessions, JdbcTransactionManager manager) {

        static App on(TestDatabase database) {
            DataSource dataSource = database.freshDataSource();
            Relmap relmap =
                    Relmap.builder()
                            .dataSource(dataSource)
                            .entities(Author.class, Book.class, Tag.class, Stock.class)
                            .build();
            relmap.schema().createAll();
            return new App(
                    dataSource,
                    new TransactionalSessions(relmap, dataSource),
                    new JdbcTransactionManager(dataSource));
        }

        App withListener() {
            manager.addListener(new ForeignTransactionListener(sessions));
            return this;
        }

        /** As if the seconds had gone by. */
        void timeIsOver() {
            Object holder = TransactionSynchronizationManager.getResource(dataSource);
            ((ConnectionHolder) Objects.requireNonNull(holder)).setTimeoutInMillis(-1);
        }

        Session session() {
            return sessions.shared();
        }

        TransactionTemplate template(int propagation, boolean readOnly) {
            TransactionTemplate template = new TransactionTemplate(manager);
            template.setPropagationBehavior(propagation);
            template.setReadOnly(readOnly);
            return template;
        }

        void required(Runnable work) {
            in(TransactionDefinition.PROPAGATION_REQUIRED, work);
        }

        void in(int propagation, Runnable work) {
            template(propagation, false).executeWithoutResult(status -> work.run());
        }

        List<String> names() {
            return JdbcClient.create(dataSource)
                    .sql("select name from author")
                    .query(String.class)
                    .list();
        }
    }
}
