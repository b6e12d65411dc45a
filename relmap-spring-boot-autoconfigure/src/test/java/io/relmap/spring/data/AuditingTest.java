package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.spring.data.Invoices.Invoice;
import io.relmap.spring.data.Invoices.InvoiceRepository;
import io.relmap.spring.data.Invoices.Line;
import io.relmap.spring.data.config.EnableRelmapAuditing;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.auditing.DateTimeProvider;
import org.springframework.data.domain.AuditorAware;

@DisplayName("Auditing")
class AuditingTest {

    private static final Instant MORNING = Instant.parse("2026-01-02T08:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-01-02T20:00:00Z");
    private static final AtomicReference<Instant> NOW = new AtomicReference<>();
    private static final AtomicReference<String> WHO = new AtomicReference<>();

    /** Who and when, as the test says; the auditor is asked in the database, too. */
    @Configuration(proxyBeanMethods = false)
    @EnableRelmapAuditing(dateTimeProviderRef = "clock")
    static class Auditing {

        @Bean
        AuditorAware<String> auditor(InvoiceRepository invoices) {
            return () -> Optional.of(WHO.get() + (invoices.count() < 0 ? "?" : ""));
        }

        @Bean
        DateTimeProvider clock() {
            return () -> Optional.of(NOW.get());
        }
    }

    /** Nobody is known, and creation is no modification. */
    @Configuration(proxyBeanMethods = false)
    @EnableRelmapAuditing(modifyOnCreate = false)
    static class Creation {}

    private static void run(TestDatabase database, Class<?> auditing, Consumer<Transactions> test) {
        NOW.set(MORNING);
        WHO.set("Ann");
        Invoices.on(database)
                .withUserConfiguration(auditing)
                .run(context -> test.accept(new Transactions(context)));
    }

    private static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneId.systemDefault());
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void theFlushAuditsWhatItInsertsWithCascades(TestDatabase database) {
        run(
                database,
                Auditing.class,
                app -> {
                    app.required(() -> app.session().add(new Invoice("1", new Line("a"))));
                    app.required(
                            () -> {
                                Invoice invoice = Invoices.invoice(app, "1");
                                Line line = invoice.lines.get(0);
                                assertThat(invoice.createdAt).isEqualTo(MORNING);
                                assertThat(invoice.createdBy).isEqualTo("Ann");
                                assertThat(invoice.changedAt).isEqualTo(local(MORNING));
                                assertThat(line.createdAt).isEqualTo(MORNING);
                                assertThat(line.changedBy).isEqualTo("Ann");
                            });
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void theFlushAuditsWhoseColumnsChangeAndNoOther(TestDatabase database) {
        run(
                database,
                Auditing.class,
                app -> {
                    app.required(
                            () ->
                                    app.session()
                                            .add(new Invoice("1", new Line("a"), new Line("b"))));
                    NOW.set(EVENING);
                    WHO.set("Bob");
                    app.required(
                            () -> {
                                Invoice invoice = Invoices.invoice(app, "1");
                                invoice.lines.get(0).text = "changed";
                                invoice.lines.add(new Line("c"));
                            });
                    app.required(
                            () -> {
                                Invoice invoice = Invoices.invoice(app, "1");
                                assertThat(invoice.changedBy)
                                        .as("its own columns are as they were")
                                        .isEqualTo("Ann");
                                assertThat(invoice.lines)
                                        .extracting(line -> line.text, line -> line.changedBy)
                                        .containsExactlyInAnyOrder(
                                                org.assertj.core.groups.Tuple.tuple(
                                                        "changed", "Bob"),
                                                org.assertj.core.groups.Tuple.tuple("b", "Ann"),
                                                org.assertj.core.groups.Tuple.tuple("c", "Bob"));
                                Line changed =
                                        invoice.lines.stream()
                                                .filter(line -> line.text.equals("changed"))
                                                .findFirst()
                                                .orElseThrow();
                                assertThat(changed.createdBy).isEqualTo("Ann");
                                assertThat(changed.createdAt).isEqualTo(MORNING);
                                assertThat(changed.changedAt).isEqualTo(local(EVENING));
                            });
                });
    }

    @Test
    void creationNeedNotCountAsModification() {
        run(
                TestDatabase.H2,
                Creation.class,
                app -> {
                    app.required(() -> app.session().add(new Invoice("1")));
                    app.required(
                            () -> {
                                Invoice invoice = Invoices.invoice(app, "1");
                                assertThat(invoice.createdAt).isNotNull();
                                assertThat(invoice.createdBy).isNull();
                                assertThat(invoice.changedAt).isNull();
                                invoice.number = "2";
                            });
                    app.required(
                            () -> assertThat(Invoices.invoice(app, "2").changedAt).isNotNull());
                });
    }
}
