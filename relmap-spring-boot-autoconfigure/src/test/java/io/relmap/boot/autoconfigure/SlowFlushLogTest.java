package io.relmap.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

@DisplayName("Logs")
class SlowFlushLogTest {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        for (String name : List.of("relmap.flush", "relmap.sql")) {
            logger(name).addAppender(log);
        }
    }

    @AfterEach
    void stopListening() {
        for (String name : List.of("relmap.flush", "relmap.sql")) {
            logger(name).detachAppender(log);
            logger(name).setLevel(null);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFlushBeyondTheLimitIsToldWithItsPlan(TestDatabase database) {
        Contexts.on(database)
                .withPropertyValues("relmap.logging.slow-flush=0")
                .run(context -> write(new Transactions(context)));

        assertThat(log.list).hasSize(1);
        ILoggingEvent event = log.list.get(0);
        assertThat(event.getLevel()).isEqualTo(Level.WARN);
        assertThat(event.getFormattedMessage())
                .contains("2 row(s)")
                .contains("save Author: Author")
                .contains("save Book: Book");
        assertThat(event.getKeyValuePairs())
                .extracting(pair -> pair.key)
                .containsExactly(
                        "relmap.millis", "relmap.statements", "relmap.rows", "relmap.failed");
        assertThat(event.getKeyValuePairs()).contains(new KeyValuePair("relmap.rows", 2L));
    }

    @Test
    void aFlushWithinTheLimitIsNot() {
        Contexts.on(TestDatabase.H2)
                .withPropertyValues("relmap.logging.slow-flush=1h")
                .run(context -> write(new Transactions(context)));
        Contexts.on(TestDatabase.H2).run(context -> write(new Transactions(context)));

        assertThat(log.list).isEmpty();
    }

    @Test
    void statementsHaveFieldsForLogsThatKeepThem() {
        Contexts.on(TestDatabase.H2)
                .run(
                        context -> {
                            Transactions app = new Transactions(context);
                            write(app);
                            logger("relmap.sql").setLevel(Level.DEBUG);
                            app.readOnly(
                                    () -> assertThat(app.author("Le Guin").getBooks()).hasSize(1));
                        });

        assertThat(log.list).hasSize(2);
        assertThat(log.list.get(1).getKeyValuePairs())
                .contains(
                        new KeyValuePair("relmap.relationship", "Author.books"),
                        new KeyValuePair("relmap.failed", false));
        assertThat(log.list.get(1).getFormattedMessage()).contains("lazy load of Author.books");
    }

    private static void write(Transactions app) {
        app.required(() -> app.session().add(new Author("Le Guin", new Book("Lavinia"))));
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
