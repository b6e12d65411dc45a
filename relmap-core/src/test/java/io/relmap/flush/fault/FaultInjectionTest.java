package io.relmap.flush.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.error.DatabaseException;
import io.relmap.error.PendingRollbackException;
import io.relmap.flush.fault.FailingStatements.Fault;
import io.relmap.flush.fault.Library.Shelf;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName(
        "DESIGN 6.3, UW-125, UW-128: whichever statement of a flush fails, nothing is half done")
class FaultInjectionTest {

    static Stream<Arguments> cases() {
        return Stream.of(TestDatabase.values())
                .flatMap(
                        database ->
                                Stream.of(Fault.values())
                                        .map(fault -> Arguments.of(database, fault)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    @DisplayName(
            "the database is as before, the session asks for rollback, a second attempt succeeds")
    void eachStatementFailsInTurn(TestDatabase database, Fault fault) {
        Library library = new Library(database.freshDataSource());
        int statements = count(library);
        assertThat(statements).isGreaterThanOrEqualTo(30);
        for (int failing = 1; failing <= statements; failing++) {
            failAndRepeat(library, fault, failing);
        }
    }

    private static int count(Library library) {
        library.refill();
        try (Session session = library.relmap.openSession()) {
            new Edit(session);
            library.faults.fail(0, Fault.REFUSED);
            session.commit();
        }
        Edit.isDone(library);
        return library.faults.sent();
    }

    private static void failAndRepeat(Library library, Fault fault, int failing) {
        library.refill();
        try (Session session = library.relmap.openSession()) {
            List<String> before = library.rows();
            List<String> versions = library.versions();
            Edit edit = new Edit(session);
            library.faults.fail(failing, fault);

            assertThatExceptionOfType(DatabaseException.class)
                    .as("statement %d", failing)
                    .isThrownBy(session::flush)
                    .withStackTraceContaining("injected");

            assertThat(library.rows()).as("statement %d", failing).isEqualTo(before);
            assertThat(library.versions()).as("statement %d", failing).isEqualTo(versions);
            assertThatExceptionOfType(PendingRollbackException.class)
                    .isThrownBy(() -> session.query(Shelf.class).list())
                    .withStackTraceContaining("injected");
            library.faults.fail(0, fault);
            session.rollback();

            edit.isAsBefore();
            new Edit(session);
            session.commit();
        }
        Edit.isDone(library);
    }
}
