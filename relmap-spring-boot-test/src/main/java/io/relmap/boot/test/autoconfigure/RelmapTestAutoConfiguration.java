package io.relmap.boot.test.autoconfigure;

import io.relmap.boot.autoconfigure.RelmapAutoConfiguration;
import io.relmap.boot.test.TestSession;
import io.relmap.boot.test.statement.StatementRecorder;
import io.relmap.session.Session;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives every test of an application, slice or whole, a {@link TestSession} and what counts statements. */
@AutoConfiguration(after = RelmapAutoConfiguration.class)
public final class RelmapTestAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    StatementRecorder relmapStatementRecorder() {
        return new StatementRecorder();
    }

    /** Where it is clear which session is meant. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSingleCandidate(Session.class)
    static class OneSession {

        @Bean
        @ConditionalOnMissingBean
        TestSession relmapTestSession(Session session) {
            return new TestSession(session);
        }
    }
}
