package io.relmap.boot.autoconfigure.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.session.SessionListener;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DuplicateKeyException;

@DisplayName("Observations")
class RelmapObservationAutoConfigurationTest {

    private final ObservationRegistry registry = ObservationRegistry.create();
    private final List<Observation.Context> stopped = new ArrayList<>();

    RelmapObservationAutoConfigurationTest() {
        registry.observationConfig()
                .observationHandler(
                        new ObservationHandler<Observation.Context>() {
                            @Override
                            public void onStop(Observation.Context context) {
                                stopped.add(context);
                            }

                            @Override
                            public boolean supportsContext(Observation.Context context) {
                                return true;
                            }
                        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFlushIsOneWithWhatItSent(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(
                            () -> app.session().add(new Author("Le Guin", new Book("Lavinia"))));

                    assertThat(names()).containsExactly("relmap.session.flush");
                    assertThat(stopped.get(0).getContextualName()).isEqualTo("flush");
                    assertThat(stopped.get(0).getHighCardinalityKeyValue("relmap.rows").getValue())
                            .isEqualTo("2");
                    assertThat(stopped.get(0).getError()).isNull();
                });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void queriesAndLazyLoadsAreToldApart(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(
                            () -> app.session().add(new Author("Le Guin", new Book("Lavinia"))));
                    stopped.clear();
                    app.readOnly(() -> assertThat(app.author("Le Guin").getBooks()).hasSize(1));

                    assertThat(names())
                            .containsExactly("relmap.session.query", "relmap.session.lazy.load");
                    Observation.Context lazy = stopped.get(1);
                    assertThat(lazy.getContextualName()).isEqualTo("lazy load of Author.books");
                    assertThat(lazy.getLowCardinalityKeyValue("relmap.relationship").getValue())
                            .isEqualTo("Author.books");
                    assertThat(stopped.get(0).getLowCardinalityKeyValue("relmap.cause").getValue())
                            .isEqualTo("query");
                    assertThat(
                                    stopped.get(0)
                                            .getHighCardinalityKeyValue("db.query.text")
                                            .getValue())
                            .startsWithIgnoringCase("select")
                            .doesNotContain("Le Guin");
                });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFailureIsTheirs(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(() -> app.session().add(new Author("Le Guin")));
                    assertThatThrownBy(
                                    () ->
                                            app.required(
                                                    () -> app.session().add(new Author("Le Guin"))))
                            .isInstanceOf(DuplicateKeyException.class);

                    assertThat(stopped.get(1).getError()).isNotNull();
                    assertThat(registry.getCurrentObservation()).isNull();
                });
    }

    @Test
    void theTraceGoesOnInside() {
        List<String> around = new ArrayList<>();
        StatementListener inside =
                new StatementListener() {
                    @Override
                    public void executing(String sql, StatementCause cause) {
                        around.add(path(registry.getCurrentObservation()));
                    }

                    @Override
                    public void executed(StatementExecution execution) {}
                };
        run(
                TestDatabase.H2,
                contexts -> contexts.withBean("zInside", StatementListener.class, () -> inside),
                app -> {
                    around.clear();
                    Observation.createNotStarted("request", registry)
                            .observe(
                                    () ->
                                            app.required(
                                                    () -> {
                                                        app.session().add(new Author("Lem"));
                                                        app.session().flush();
                                                        app.author("Lem");
                                                    }));
                });

        assertThat(around)
                .containsExactly("request/relmap.session.flush", "request/relmap.session.query");
        assertThat(registry.getCurrentObservation()).isNull();
    }

    @Test
    void aListenerThatRefusesTheFlushLeavesNoneOpen() {
        SessionListener refusing =
                new SessionListener() {
                    @Override
                    public void beforeFlush(Session session) {
                        throw new IllegalStateException("refused");
                    }
                };
        for (String name : List.of("aFirst", "zLast")) {
            run(
                    TestDatabase.H2,
                    contexts -> contexts.withBean(name, SessionListener.class, () -> refusing),
                    app -> {
                        assertThatThrownBy(
                                        () ->
                                                app.required(
                                                        () -> app.session().add(new Author("Lem"))))
                                .isInstanceOf(IllegalStateException.class);
                        assertThat(registry.getCurrentObservation()).isNull();
                    });
        }
    }

    @Test
    void conventionsAreTheApplicationsToReplace() {
        run(
                TestDatabase.H2,
                contexts ->
                        contexts.withBean(OwnFlushConvention.class)
                                .withBean(OwnStatementConvention.class),
                app -> {
                    app.required(() -> app.session().add(new Author("Lem")));
                    app.readOnly(() -> app.author("Lem"));

                    assertThat(names()).containsExactly("own.flush", "own.query");
                    assertThat(stopped.get(1).getLowCardinalityKeyValue("own").getValue())
                            .isEqualTo("QUERY");
                });
    }

    @Test
    void aPropertySwitchesThemOff() {
        runner(TestDatabase.H2)
                .withPropertyValues("relmap.observations.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(RelmapObservations.class));
    }

    @Test
    void withoutMicrometerThereAreNone() {
        Contexts.on(TestDatabase.H2)
                .withConfiguration(AutoConfigurations.of(RelmapObservationAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Session.class));
    }

    private void run(TestDatabase database, Consumer<Transactions> test) {
        run(database, contexts -> contexts, test);
    }

    private void run(
            TestDatabase database,
            UnaryOperator<ApplicationContextRunner> more,
            Consumer<Transactions> test) {
        more.apply(runner(database))
                .run(
                        context -> {
                            stopped.clear(); // the tables are made
                            test.accept(new Transactions(context));
                        });
    }

    private ApplicationContextRunner runner(TestDatabase database) {
        return Contexts.on(database)
                .withConfiguration(AutoConfigurations.of(RelmapObservationAutoConfiguration.class))
                .withBean(ObservationRegistry.class, () -> registry);
    }

    private List<String> names() {
        return stopped.stream().map(Observation.Context::getName).toList();
    }

    private static String path(Observation observation) {
        if (observation == null) {
            return "none";
        }
        Observation.ContextView context = observation.getContextView();
        String own = context.getName();
        return context.getParentObservation() == null
                ? own
                : context.getParentObservation().getContextView().getName() + "/" + own;
    }

    static final class OwnFlushConvention implements FlushObservationConvention {

        @Override
        public String getName() {
            return "own.flush";
        }
    }

    static final class OwnStatementConvention implements StatementObservationConvention {

        @Override
        public String getName() {
            return "own.query";
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(StatementObservationContext context) {
            return KeyValues.of("own", context.cause().kind().name());
        }
    }
}
