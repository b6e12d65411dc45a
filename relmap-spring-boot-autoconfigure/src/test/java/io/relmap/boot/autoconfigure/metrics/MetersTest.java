package io.relmap.boot.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.relmap.boot.autoconfigure.ModuleFiles;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.dao.OptimisticLockingFailureException;

@DisplayName("Meters of sessions, flushes and loads")
class MetersTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void sessionsAreTimedAndThoseThatAreOpenCounted(TestDatabase database) {
        run(
                database,
                (app, registry) -> {
                    app.required(
                            () -> {
                                app.session().newObjects();
                                assertThat(gauge(registry)).isOne();
                            });

                    assertThat(gauge(registry)).isZero();
                    assertThat(registry.get("relmap.sessions").timer().count()).isOne();
                });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aTransactionThatUsesNoSessionHasNone(TestDatabase database) {
        run(
                database,
                (app, registry) -> {
                    app.required(() -> app.count("author"));

                    assertThat(registry.get("relmap.sessions").timer().count()).isZero();
                });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFlushTellsItsActionsStatementsAndRows(TestDatabase database) {
        run(
                database,
                (app, registry) -> {
                    app.required(
                            () ->
                                    app.session()
                                            .add(
                                                    new Author(
                                                            "Le Guin",
                                                            new Book("The Dispossessed"),
                                                            new Book("Rocannon's World"))));

                    assertThat(total(registry, "relmap.flush.rows")).isEqualTo(3);
                    assertThat(total(registry, "relmap.flush.actions")).isGreaterThanOrEqualTo(2);
                    assertThat(total(registry, "relmap.flush.statements"))
                            .isBetween(2.0, 4.0); // PostgreSQL asks for keys first
                });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void loadsAreCountedByRelationshipAndStrategy(TestDatabase database) {
        run(
                database,
                (app, registry) -> {
                    app.required(
                            () -> {
                                app.session().add(new Author("Le Guin", new Book("Lavinia")));
                                app.session().add(new Author("Lem", new Book("Solaris")));
                            });
                    app.readOnly(
                            () ->
                                    app.session()
                                            .query(Author.class)
                                            .list()
                                            .forEach(
                                                    author ->
                                                            assertThat(author.getBooks())
                                                                    .hasSize(1)));
                    app.readOnly(
                            () ->
                                    app.session()
                                            .query(Author.class)
                                            .options(io.relmap.query.Load.selectIn("books"))
                                            .list());

                    assertThat(loads(registry, "lazy")).as("one statement for both").isOne();
                    assertThat(loads(registry, "select-in")).isOne();
                });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatTheSessionHasIsAHit(TestDatabase database) {
        run(
                database,
                (app, registry) -> {
                    app.required(
                            () -> app.session().add(new Author("Le Guin", new Book("Lavinia"))));
                    app.readOnly(
                            () -> {
                                Author author = app.author("Le Guin");
                                app.session().get(Author.class, author.getId());
                                app.session().get(Author.class, -1L);
                                Book book = app.session().query(Book.class).one();
                                assertThat(book.getAuthor()).isSameAs(author);
                            });

                    assertThat(counter(registry, "relmap.identity.map.hits")).isEqualTo(2);
                });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void staleDataAndRollbacksAreCounted(TestDatabase database) {
        run(
                database,
                (app, registry) -> {
                    app.required(() -> app.session().add(new Author("Le Guin")));
                    assertThatThrownBy(
                                    () ->
                                            app.required(
                                                    () -> {
                                                        app.author("Le Guin").retire();
                                                        app.jdbc()
                                                                .sql(
                                                                        "update author set version"
                                                                                + " = 99")
                                                                .update();
                                                    }))
                            .isInstanceOf(OptimisticLockingFailureException.class);

                    assertThat(counter(registry, "relmap.stale.data")).isOne();
                    assertThat(counter(registry, "relmap.rollbacks")).isOne();
                });
    }

    @Test
    void everyRegistryThatIsBoundCounts() {
        run(
                TestDatabase.H2,
                (app, registry) -> {
                    MeterRegistry second = new SimpleMeterRegistry();
                    app.context().getBean(RelmapMetrics.class).bindTo(second);
                    app.context().getBean(RelmapMetrics.class).bindTo(second);

                    app.required(() -> app.session().add(new Author("Le Guin")));

                    assertThat(total(registry, "relmap.flush.rows")).isOne();
                    assertThat(total(second, "relmap.flush.rows")).isOne();
                });
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.class, names = "H2")
    void theTableOfTheDocumentationIsWhatIsRegistered(TestDatabase database) {
        run(
                database,
                (app, registry) -> {
                    app.required(() -> app.session().add(new Author("Le Guin")));
                    app.readOnly(() -> assertThat(app.author("Le Guin").getBooks()).isEmpty());

                    Map<String, String> registered = new TreeMap<>();
                    for (Meter meter : registry.getMeters()) {
                        if (meter.getId().getName().startsWith("relmap.")) {
                            registered.put(meter.getId().getName(), row(meter));
                        }
                    }
                    Map<String, String> documented = new TreeMap<>();
                    ModuleFiles.documentation("spring.md")
                            .lines()
                            .filter(
                                    line ->
                                            line.startsWith("| `relmap.")
                                                    && line.split("\\|").length >= 6)
                            .forEach(
                                    line -> {
                                        String[] cells = line.split("\\|");
                                        documented.put(
                                                cells[1].replace("`", "").trim(),
                                                cells[2].trim()
                                                        + ", "
                                                        + cells[3].replace("`", "").trim()
                                                        + ", "
                                                        + cells[4].trim());
                                    });
                    assertThat(documented.remove("relmap.lazy.loads.repeated")).isNotNull();
                    assertThat(registered).isEqualTo(documented);
                });
    }

    private static String row(Meter meter) {
        String type =
                switch (meter.getId().getType()) {
                    case DISTRIBUTION_SUMMARY -> "summary";
                    default -> meter.getId().getType().name().toLowerCase(Locale.ROOT);
                };
        String tags =
                meter.getId().getTags().stream()
                        .map(Tag::getKey)
                        .sorted()
                        .collect(Collectors.joining(", "));
        String unit = meter.getId().getBaseUnit();
        return type + ", " + tags + ", " + (type.equals("timer") ? "time" : unit);
    }

    private static void run(TestDatabase database, BiConsumer<Transactions, MeterRegistry> test) {
        Contexts.on(database)
                .withConfiguration(
                        AutoConfigurations.of(
                                CompositeMeterRegistryAutoConfiguration.class,
                                MetricsAutoConfiguration.class,
                                RelmapMetricsAutoConfiguration.class))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(
                        context ->
                                test.accept(
                                        new Transactions(context),
                                        context.getBean(MeterRegistry.class)));
    }

    private static double gauge(MeterRegistry registry) {
        return registry.get("relmap.sessions.active").gauge().value();
    }

    private static double counter(MeterRegistry registry, String name) {
        return registry.get(name).counter().count();
    }

    private static double total(MeterRegistry registry, String name) {
        return registry.get(name).summary().totalAmount();
    }

    private static double loads(MeterRegistry registry, String strategy) {
        return registry.get("relmap.loads")
                .tag("relationship", "Author.books")
                .tag("strategy", strategy)
                .counter()
                .count();
    }
}
