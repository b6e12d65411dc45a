package io.relmap.boot.test.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.boot.test.TestSession;
import io.relmap.boot.test.library.LibraryApplication;
import io.relmap.boot.test.library.Novel;
import io.relmap.boot.test.library.Writer;
import io.relmap.boot.test.library.WriterRepository;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.annotation.Transactional;

@DisplayName("Annotations on statements")
class StatementAnnotationsTest {

    private static final Map<String, String> OUTCOMES = outcomes(Sample.class);

    @Test
    void whatIsExpectedPasses() {
        assertThat(OUTCOMES)
                .containsEntry("twoSelects", "passed")
                .containsEntry("ofTheClass", "passed")
                .containsEntry("itsOwn", "passed");
    }

    @Test
    void anythingElseFailsAndSaysWhatWasSent() {
        assertThat(OUTCOMES.get("tooMany"))
                .contains("Expected 0 statements, but there are 1")
                .contains("SELECT (query for Writer");
        assertThat(OUTCOMES.get("otherTable")).contains("[writer]");
        assertThat(OUTCOMES.get("wrongInserts")).contains("Expected 5 statements of kind INSERT");
    }

    @Test
    void whatStandsOnAClassIsExpectedOfNestedClassesToo() {
        assertThat(OUTCOMES.get("nested")).contains("Expected 0 statements, but there are 1");
    }

    @Test
    void aRepeatedLazyLoadFailsWhatTheMethodSaysItselfBeside() {
        assertThat(OUTCOMES.get("again")).contains("{Writer.novels=2}");
    }

    @Test
    void aTestThatFailsItselfKeepsItsFailure() {
        assertThat(OUTCOMES.get("fails")).contains("its own failure");
    }

    /** The tests that the annotations are on: some are meant to fail. */
    @SpringBootTest(classes = LibraryApplication.class)
    @Transactional
    @NoRepeatedLazyLoads
    @ExpectStatements(count = 0)
    static class Sample {

        @Autowired TestSession session;
        @Autowired WriterRepository writers;

        @BeforeEach
        void twoWriters() {
            session.given(
                    new Writer("Le Guin", new Novel("The Dispossessed")),
                    new Writer("Lem", new Novel("Solaris")));
        }

        @Test
        @ExpectStatements(
                count = 2,
                selects = 2,
                inserts = 0,
                updates = 0,
                deletes = 0,
                lazyLoads = 1,
                tables = {"writer", "novel"})
        void twoSelects() {
            writers.findAll().forEach(writer -> assertThat(writer.getNovels()).hasSize(1));
        }

        @Test
        void ofTheClass() {}

        @Test
        @ExpectStatements
        void itsOwn() {
            writers.findAll();
        }

        @Test
        void tooMany() {
            writers.findAll();
        }

        @Test
        @ExpectStatements(tables = "novel")
        void otherTable() {
            writers.findAll();
        }

        @Test
        @ExpectStatements(inserts = 5)
        void wrongInserts(Statements statements) {
            assertThat(statements).isEmpty();
        }

        @Test
        @ExpectStatements
        void again() {
            for (String name : List.of("Le Guin", "Lem")) {
                assertThat(writers.findByName(name).orElseThrow().getNovels()).hasSize(1);
            }
        }

        @Test
        void fails() {
            writers.findAll();
            throw new AssertionError("its own failure");
        }

        /** A part of the tests. */
        @Nested
        class Part {

            @Test
            void nested() {
                writers.findAll();
            }
        }
    }

    /** What becomes of each test method: {@code passed} or the text of the failure. */
    private static Map<String, String> outcomes(Class<?> tests) {
        Map<String, String> outcomes = new TreeMap<>();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectClass(tests))
                        .build();
        LauncherFactory.create()
                .execute(
                        request,
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(
                                    TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    String name = test.getDisplayName().replaceAll("\\(.*", "");
                                    outcomes.put(
                                            name,
                                            result.getThrowable()
                                                    .map(Throwable::getMessage)
                                                    .orElse("passed"));
                                }
                            }
                        });
        return outcomes;
    }
}
