package io.relmap.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.relmap.session.Session;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.annotation.Transactional;

@DisplayName("Rollback rules of @Transactional")
class RollbackRulesTest {

    /** Fails in each way after it has added an author. */
    static class Failing {

        private final Session session;

        Failing(Session session) {
            this.session = session;
        }

        @Transactional
        public void unchecked() {
            session.add(new Author("unchecked"));
            throw new IllegalStateException("unchecked");
        }

        @Transactional
        public void checked() throws IOException {
            session.add(new Author("checked"));
            throw new IOException("checked");
        }

        @Transactional(noRollbackFor = IllegalStateException.class)
        public void uncheckedThatMayPass() {
            session.add(new Author("unchecked that may pass"));
            throw new IllegalStateException("may pass");
        }

        @Transactional(rollbackFor = IOException.class)
        public void checkedThatMayNotPass() throws IOException {
            session.add(new Author("checked that may not pass"));
            throw new IOException("may not pass");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void decideWhetherWhatTheSessionHasIsWritten(TestDatabase database) {
        Contexts.on(database)
                .withBean(Failing.class)
                .run(
                        context -> {
                            Failing failing = context.getBean(Failing.class);
                            assertThat(catchThrowable(failing::unchecked)).hasMessage("unchecked");
                            assertThat(catchThrowable(failing::checked)).hasMessage("checked");
                            assertThat(catchThrowable(failing::uncheckedThatMayPass))
                                    .hasMessage("may pass");
                            assertThat(catchThrowable(failing::checkedThatMayNotPass))
                                    .hasMessage("may not pass");

                            assertThat(new Transactions(context).names())
                                    .containsExactlyInAnyOrder(
                                            "checked", "unchecked that may pass");
                        });
    }
}
