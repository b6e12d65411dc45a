package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.error.DatabaseException;
import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import io.relmap.quickstart.Author;
import io.relmap.quickstart.Book;
import io.relmap.quickstart.Tag;
import io.relmap.testsupport.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What those who measure are told")
class MeasuringTest {

    private final List<SessionReport> sessions = new ArrayList<>();
    private final List<FlushReport> flushes = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private int opened;

    private Relmap relmap(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Author.class, Book.class, Tag.class)
                        .listener(new Sessions())
                        .listener(new Statements())
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    Author lem = new Author("Lem");
                    lem.getBooks().add(new Book("Solaris"));
                    lem.getBooks().add(new Book("Eden"));
                    session.add(lem);
                });
        return relmap;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aSessionIsToldAtItsOpeningAndOnceAtItsEnd(TestDatabase database) {
        Relmap relmap = relmap(database);
        opened = 0;
        sessions.clear();

        long before = System.nanoTime();
        Session session = relmap.openSession();
        assertThat(opened).isOne();
        assertThat(sessions).isEmpty();
        session.close();
        session.close();

        assertThat(sessions).hasSize(1);
        assertThat(sessions.get(0).duration())
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - before));
        assertThat(sessions.get(0).statements()).isZero();
        assertThat(opened).isOne();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void itSaysHowManyStatementsItSentAndWhatItFoundWithoutOne(TestDatabase database) {
        Relmap relmap = relmap(database);
        sessions.clear();
        statements.clear();

        relmap.inTransaction(
                session -> {
                    Author lem = session.query(Author.class).one();
                    session.get(Author.class, lem.getId());
                    for (Book book : session.query(Book.class).list()) {
                        assertThat(book.getAuthor()).isSameAs(lem);
                    }
                });

        assertThat(sessions.get(0).statements()).isEqualTo(2);
        assertThat(sessions.get(0).identityHits()).as("the get and two references").isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFlushSaysWhatItSent(TestDatabase database) {
        relmap(database);

        assertThat(flushes).hasSize(1);
        assertThat(flushes.get(0).rows()).isEqualTo(3);
        assertThat(flushes.get(0).statements())
                .isEqualTo(statements.stream().filter(each -> each.startsWith("FLUSH")).count() / 2)
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aStatementIsToldBeforeAndAfterItIsSent(TestDatabase database) {
        Relmap relmap = relmap(database);
        statements.clear();

        try (Session session = relmap.openSession()) {
            assertThat(session.query(Author.class).one().getBooks()).hasSize(2);
            assertThatThrownBy(() -> session.executeSql("no such statement"))
                    .isInstanceOf(DatabaseException.class);
        }

        assertThat(statements)
                .startsWith(
                        "QUERY before",
                        "QUERY after",
                        "LAZY_LOAD of Author.books before",
                        "LAZY_LOAD of Author.books after");
    }

    private final class Sessions implements SessionListener {

        @Override
        public void opened(Session session) {
            opened++;
        }

        @Override
        public void ended(Session session, SessionReport report) {
            sessions.add(report);
        }

        @Override
        public void flushed(Session session, FlushReport report) {
            flushes.add(report);
        }
    }

    private final class Statements implements StatementListener {

        @Override
        public void executing(String sql, StatementCause cause) {
            statements.add(named(cause) + " before");
        }

        @Override
        public void executed(StatementExecution execution) {
            statements.add(named(execution.cause()) + " after");
        }

        private String named(StatementCause cause) {
            return cause.relationship() == null
                    ? cause.kind().name()
                    : cause.kind() + " of " + cause.relationship();
        }
    }
}
