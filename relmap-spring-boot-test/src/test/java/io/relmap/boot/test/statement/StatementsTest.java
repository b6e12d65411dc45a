package io.relmap.boot.test.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.boot.test.TestSession;
import io.relmap.boot.test.autoconfigure.DataRelmapTest;
import io.relmap.boot.test.library.LibraryApplication;
import io.relmap.boot.test.library.Novel;
import io.relmap.boot.test.library.Writer;
import io.relmap.boot.test.library.WriterRepository;
import io.relmap.observe.StatementCause;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

@DisplayName("Assertions on statements")
@DataRelmapTest
@ContextConfiguration(classes = LibraryApplication.class)
class StatementsTest {

    @Autowired TestSession session;
    @Autowired WriterRepository writers;

    @BeforeEach
    void twoWriters() {
        session.given(
                new Writer("Le Guin", new Novel("The Dispossessed")),
                new Writer("Lem", new Novel("Solaris"), new Novel("Fiasco")));
    }

    @Test
    void whatRunsBeforeTheTestDoesNotCount(Statements statements) {
        assertThat(statements).isEmpty();
    }

    @Test
    void aBlockHasItsOwn(Statements statements) {
        writers.findAll();
        Statements inBlock = statements.during(() -> writers.findByName("Lem"));
        writers.findAll();

        assertThat(inBlock).hasCount(1).hasSelects(1).touchesOnly("writer");
        assertThat(statements).hasCount(3);
    }

    @Test
    void clearForgetsThoseSoFar(Statements statements) {
        writers.findAll();
        statements.clear();

        assertThat(statements).isEmpty();
    }

    @Test
    void aLazyLoadThatTakesSiblingsAlongCountsOnce(Statements statements) {
        writers.findAll().forEach(writer -> assertThat(writer.getNovels()).isNotEmpty());

        assertThat(statements)
                .hasSelects(2)
                .hasLazyLoads(1)
                .hasCountOn("NOVEL", 1)
                .hasNoRepeatedLazyLoad();
        assertThat(statements.all().get(1).relationship()).isEqualTo("Writer.novels");
        assertThat(statements.all().get(1).reason()).isEqualTo("lazy load of Writer.novels");
    }

    @Test
    void lazyLoadsOneByOneAreRepeated(Statements statements) {
        for (String name : List.of("Le Guin", "Lem")) {
            assertThat(writers.findByName(name).orElseThrow().getNovels()).isNotEmpty();
        }

        assertThat(statements).hasLazyLoads(2).has(StatementCause.Kind.QUERY, 2);
        assertThatThrownBy(() -> assertThat(statements).hasNoRepeatedLazyLoad())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("{Writer.novels=2}")
                .hasMessageContaining("Load.selectIn");
    }

    @Test
    void writesAreToldByTheirKind(Statements statements) {
        Writer lem = writers.findByName("Lem").orElseThrow();
        lem.getNovels().remove(0);
        lem.setName("Stanislaw Lem");
        lem.getNovels().add(new Novel("Eden"));
        statements.clear();
        session.flush();

        assertThat(statements).hasInserts(1).hasUpdates(1).hasDeletes(1).hasSelects(0);
    }

    @Test
    void whatStandsBeforeTheFirstWordSaysNothingOfTheKind(Statements statements) {
        session.session().executeSql("/* touch */ update writer set name = name");
        session.session().executeSql("-- none\ndelete from novel where 1 = 0");
        session.session()
                .sqlRows("(select 1 from novel) union (select 2 from writer)", Map.of())
                .list();

        assertThat(statements).hasUpdates(1).hasDeletes(1).hasSelects(1);
    }

    @Test
    void eachAssertionFailsWhereItIsWrong(Statements statements) {
        writers.findAll();

        List<Consumer<StatementsAssert>> wrong =
                List.of(
                        it -> it.hasCount(2),
                        it -> it.isEmpty(),
                        it -> it.hasSelects(0),
                        it -> it.hasInserts(1),
                        it -> it.hasUpdates(1),
                        it -> it.hasDeletes(1),
                        it -> it.hasLazyLoads(1),
                        it -> it.has(StatementCause.Kind.GET, 1),
                        it -> it.hasCountOn("novel", 1),
                        it -> it.touchesOnly("novel"));
        for (Consumer<StatementsAssert> each : wrong) {
            assertThatThrownBy(() -> each.accept(assertThat(statements)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("SELECT (query for Writer");
        }
    }
}
