package io.relmap.boot.test.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.boot.test.TestSession;
import io.relmap.boot.test.library.Catalog;
import io.relmap.boot.test.library.LibraryApplication;
import io.relmap.boot.test.library.Novel;
import io.relmap.boot.test.library.Shelf;
import io.relmap.boot.test.library.Writer;
import io.relmap.boot.test.library.WriterRepository;
import io.relmap.boot.test.statement.Statements;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.transaction.TestTransaction;

/**
 * What a slice is, whatever its database. The annotation stands here and not on the subclasses: Spring looks for
 * {@code @Transactional} on the class that declares a method.
 */
@DataRelmapTest(properties = "own=yes")
@ContextConfiguration(classes = LibraryApplication.class)
abstract class AbstractSliceTest {

    @Autowired TestSession session;
    @Autowired WriterRepository writers;
    @Autowired JdbcClient jdbc;
    @Autowired ApplicationContext context;
    @Autowired Environment environment;

    @Test
    void propertiesOfTheAnnotationCount() {
        assertThat(environment.getProperty("own")).isEqualTo("yes");
    }

    @Test
    void entitiesRepositoriesAndCustomizersAreThereAndOtherComponentsAreNot() {
        assertThat(context.getBeansOfType(WriterRepository.class)).hasSize(1);
        assertThat(context.getBeansOfType(Shelf.class)).hasSize(1);
        assertThat(context.getBeansOfType(Catalog.class)).isEmpty();
    }

    @RepeatedTest(2)
    void eachTestHasATransactionThatIsRolledBack() {
        assertThat(TestTransaction.isActive()).isTrue();
        assertThat(writers.count()).isZero();
        session.given(new Writer("Le Guin"));
        assertThat(writers.count()).isOne();
    }

    @Test
    void whatIsWrittenIsSeenByPlainJdbcAfterTheFlush() {
        session.persist(new Writer("Le Guin"));
        assertThat(rows()).isZero();

        session.flush();

        assertThat(rows()).isOne();
    }

    @Test
    void persistFlushFindGivesWhatCameThroughTheDatabase() {
        Writer written = new Writer("Le Guin", new Novel("The Dispossessed"));

        Writer found = session.persistFlushFind(written);

        assertThat(found).isNotSameAs(written);
        assertThat(found.getNovels())
                .extracting(Novel::getTitle)
                .containsExactly("The Dispossessed");
        assertThat(session.id(found)).isEqualTo(written.getId());
        assertThat(session.find(Writer.class, written.getId())).isSameAs(found);
    }

    @Test
    void anObjectThatWasNotFlushedHasNoKey() {
        Writer written = session.persist(new Writer("Le Guin"));

        assertThatThrownBy(() -> session.id(written))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("persistAndFlush");
        assertThat(session.id(session.persistAndFlush(written))).isNotNull();
    }

    @Test
    void clearForgetsWhatIsNotWritten() {
        Writer found = session.persistFlushFind(new Writer("Le Guin"));
        found.setName("Lem");

        session.clear();

        assertThat(writers.findByName("Lem")).isEmpty();
        assertThat(session.merge(found)).isNotSameAs(found);
        assertThat(writers.findByName("Lem")).isPresent();
    }

    @Test
    void refreshTakesTheRowsValues() {
        Writer writer = session.persistAndFlush(new Writer("Le Guin"));
        jdbc.sql("update writer set name = 'Lem'").update();

        assertThat(session.refresh(writer).getName()).isEqualTo("Lem");
    }

    @Test
    void deleteWaitsForTheFlush() {
        Writer writer = session.persistAndFlush(new Writer("Le Guin"));
        session.delete(writer);
        assertThat(rows()).isOne();

        session.flushAndClear();

        assertThat(rows()).isZero();
    }

    @Test
    void statementsAreThoseOfTheTestAndSayWhatTheyAre(Statements statements) {
        session.given(
                new Writer(
                        "Le Guin", new Novel("The Dispossessed"), new Novel("Rocannon's World")));

        assertThat(statements)
                .hasInserts(2)
                .hasUpdates(0)
                .hasCountOn("novel", 1)
                .touchesOnly("writer", "novel");
    }

    private long rows() {
        return jdbc.sql("select count(*) from writer").query(Long.class).single();
    }
}
