package io.relmap.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.spring.fixture.Contexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("Properties reach what they speak of; wrong ones stop the start by their names")
class RelmapPropertiesTest {

    private final ApplicationContextRunner contexts = Contexts.runner();

    @ParameterizedTest
    @CsvSource({",redacted", "none,none", "full,full"})
    void valuesAreShownAsConfigured(@Nullable String property, String expected) {
        List<String> seen = new ArrayList<>();
        contexts.withPropertyValues(property == null ? "a=b" : "relmap.logging.values=" + property)
                .withBean(
                        StatementListener.class,
                        () -> execution -> seen.add(execution.values().text()))
                .run(
                        context -> {
                            try (Session session = context.getBean(Relmap.class).openSession()) {
                                session.executeSql("set @shown = ?", "secret");
                            }
                            assertThat(seen)
                                    .last()
                                    .isEqualTo(
                                            switch (expected) {
                                                case "none" -> "";
                                                case "full" -> "[secret]";
                                                default -> "[String(6)]";
                                            });
                        });
    }

    @Test
    void propertiesReachTheBuilder() {
        contexts.withPropertyValues(
                        "relmap.behaviour=reference",
                        "relmap.behaviour-points.row-cycles=strict",
                        "relmap.dialect=h2",
                        "relmap.loading.batch-size=7")
                .run(
                        context -> {
                            assertThat(
                                            context.getBean(Relmap.class)
                                                    .mapping()
                                                    .behaviours()
                                                    .overall())
                                    .isEqualTo(Behaviour.REFERENCE);
                            assertThat(
                                            context.getBean(Relmap.class)
                                                    .mapping()
                                                    .behaviours()
                                                    .points())
                                    .containsExactly(
                                            Map.entry(BehaviourPoint.ROW_CYCLES, Behaviour.STRICT));
                            RelmapProperties properties = context.getBean(RelmapProperties.class);
                            assertThat(properties.loading().batchSize()).isEqualTo(7);
                            assertThat(properties.dialect()).isEqualTo("h2");
                        });
    }

    @Test
    void anUnknownDialectIsAnErrorAtTheStartThatNamesTheProperty() {
        contexts.withPropertyValues("relmap.dialect=dbase")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .hasMessageContaining("dbase")
                                        .satisfies(
                                                wrong ->
                                                        assertThat(wrong.getSuppressed())
                                                                .hasAtLeastOneElementOfType(
                                                                        InvalidRequestException
                                                                                .class)));
        contexts.withPropertyValues("relmap.dialect=dbase")
                .run(context -> assertThat(context).getFailure().satisfies(refused("dialect")));
    }

    @Test
    void aBatchSizeOutOfItsBoundsIsAnErrorAtTheStartThatNamesTheProperty() {
        contexts.withPropertyValues("relmap.loading.batch-size=0")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .satisfies(refused("loading.batch-size")));
    }

    @Test
    void anUnknownBootstrapModeNamesTheProperty() {
        contexts.withPropertyValues("relmap.repositories.bootstrap-mode=soon")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .satisfies(refused("repositories.bootstrap-mode")));
    }

    @Test
    void anEmptyDialectIsNone() {
        contexts.withPropertyValues("relmap.dialect=")
                .run(context -> assertThat(context).hasSingleBean(Relmap.class));
    }

    @Test
    void aNegativeLimitOfLazyLoadsIsAnErrorAtTheStartThatNamesTheProperty() {
        contexts.withPropertyValues("relmap.loading.lazy-loads.limit=-1")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .satisfies(refused("loading.lazy-loads.limit")));
    }

    @Test
    void settingsOfStatementsThatMakeNoSenseNameTheirProperty() {
        contexts.withPropertyValues("relmap.jdbc.batch-size=0")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .satisfies(refused("jdbc.batch-size")));
        contexts.withPropertyValues("relmap.jdbc.fetch-size=-1")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .satisfies(refused("jdbc.fetch-size")));
        contexts.withPropertyValues("relmap.jdbc.query-timeout=-1s")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .satisfies(refused("jdbc.query-timeout")));
    }

    private static Consumer<Throwable> refused(String property) {
        return failure ->
                assertThat(Stream.iterate(failure, Objects::nonNull, Throwable::getCause))
                        .filteredOn(InvalidConfigurationPropertyValueException.class::isInstance)
                        .singleElement()
                        .asInstanceOf(
                                InstanceOfAssertFactories.type(
                                        InvalidConfigurationPropertyValueException.class))
                        .returns(
                                "relmap." + property,
                                InvalidConfigurationPropertyValueException::getName);
    }
}
