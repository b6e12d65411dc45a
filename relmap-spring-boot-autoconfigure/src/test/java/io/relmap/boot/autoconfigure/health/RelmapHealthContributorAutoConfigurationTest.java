package io.relmap.boot.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Tag;
import io.relmap.testsupport.TestDatabase;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("Health")
class RelmapHealthContributorAutoConfigurationTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aDatabaseThatAnswersIsUpAndSaysWhatIsMapped(TestDatabase database) {
        runner(database)
                .run(
                        context -> {
                            Health health = context.getBean(RelmapHealthIndicator.class).health();
                            assertThat(health.getStatus()).isEqualTo(Status.UP);
                            assertThat(health.getDetails())
                                    .containsEntry(
                                            "relmap",
                                            new RelmapHealthIndicator.Detail(
                                                    context.getBean(Relmap.class)
                                                            .dialect()
                                                            .toString(),
                                                    4,
                                                    4,
                                                    0));
                        });
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsDown() {
        JdbcDataSource nowhere = new JdbcDataSource();
        nowhere.setUrl("jdbc:h2:tcp://localhost:1/nothing");
        Relmap relmap =
                Relmap.builder()
                        .dataSource(nowhere)
                        .dialect(io.relmap.dialect.Dialects.forProduct("h2"))
                        .entities(Tag.class)
                        .build();

        Health health = new RelmapHealthIndicator(Map.of("relmap", relmap)).health();

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsKeys("relmap", "error");
    }

    @Test
    void aPropertySwitchesItOff() {
        runner(TestDatabase.H2)
                .withPropertyValues("management.health.relmap.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(RelmapHealthIndicator.class));
    }

    private static ApplicationContextRunner runner(TestDatabase database) {
        return Contexts.on(database)
                .withConfiguration(
                        AutoConfigurations.of(RelmapHealthContributorAutoConfiguration.class));
    }
}
