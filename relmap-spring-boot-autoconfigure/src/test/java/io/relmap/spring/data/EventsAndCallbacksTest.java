package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.spring.data.Invoices.Invoice;
import io.relmap.spring.data.Invoices.InvoiceRepository;
import io.relmap.spring.data.Invoices.Line;
import io.relmap.spring.data.Invoices.Sent;
import io.relmap.spring.data.callback.AfterDeleteCallback;
import io.relmap.spring.data.callback.AfterSaveCallback;
import io.relmap.spring.data.callback.BeforeDeleteCallback;
import io.relmap.spring.data.callback.BeforeSaveCallback;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.event.TransactionalEventListener;

@DisplayName("Domain events and entity callbacks")
class EventsAndCallbacksTest {

    private static final List<String> HEARD = new CopyOnWriteArrayList<>();

    /** Hears everything. */
    @Configuration(proxyBeanMethods = false)
    static class Listening {

        @Bean
        Hearer hearer() {
            return new Hearer();
        }

        @Bean
        BeforeSaveCallback<Line> beforeLine() {
            return line -> {
                line.text = line.text.trim();
                HEARD.add("before " + line.text);
                return line;
            };
        }

        @Bean
        InvoiceCallbacks invoiceCallbacks(InvoiceRepository invoices) {
            return new InvoiceCallbacks(invoices);
        }

        @Bean
        AfterDeleteCallback<Line> afterLine() {
            return line -> {
                HEARD.add("deleted " + line.text);
                return line;
            };
        }
    }

    /** Hears events. */
    static class Hearer {

        @EventListener
        void sent(Sent event) {
            HEARD.add("sent " + event.number());
        }

        @TransactionalEventListener
        void committed(Sent event) {
            HEARD.add("committed " + event.number());
        }
    }

    /** A bean that needs a repository. */
    record InvoiceCallbacks(InvoiceRepository invoices)
            implements AfterSaveCallback<Invoice>, BeforeDeleteCallback<Invoice> {

        @Override
        public Invoice onAfterSave(Invoice invoice) {
            HEARD.add("saved " + invoice.number + " with key " + (invoice.id != null));
            return invoice;
        }

        @Override
        public Invoice onBeforeDelete(Invoice invoice) {
            HEARD.add("about to delete " + invoice.number);
            return invoice;
        }
    }

    private static void run(
            TestDatabase database, Class<?> listening, Consumer<Transactions> test) {
        HEARD.clear();
        Invoices.on(database)
                .withUserConfiguration(listening)
                .run(context -> test.accept(new Transactions(context)));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatAnAggregateHasToTellIsPublishedWhenItIsSaved(TestDatabase database) {
        run(
                database,
                Listening.class,
                app -> {
                    InvoiceRepository invoices = app.context().getBean(InvoiceRepository.class);
                    app.required(
                            () -> {
                                invoices.save(new Invoice("1").send());
                                assertThat(HEARD).containsExactly("sent 1");
                            });
                    assertThat(HEARD).endsWith("committed 1");
                    HEARD.clear();
                    app.required(() -> invoices.save(Invoices.invoice(app, "1")));
                    assertThat(HEARD).as("told once").isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void callbacksAreCalledByTheFlushForWhatCascadesReachToo(TestDatabase database) {
        run(
                database,
                Listening.class,
                app -> {
                    app.required(() -> app.session().add(new Invoice("1", new Line(" a "))));
                    assertThat(HEARD).containsExactly("saved 1 with key true", "before a");
                    HEARD.clear();
                    app.required(
                            () -> {
                                Line line = Invoices.invoice(app, "1").lines.get(0);
                                assertThat(line.text).isEqualTo("a");
                                line.text = "b ";
                            });
                    assertThat(HEARD).containsExactly("before b");
                    HEARD.clear();
                    app.required(() -> Invoices.invoice(app, "1").lines.add(new Line("c")));
                    assertThat(HEARD)
                            .as("the invoice's row is as it was")
                            .containsExactly("before c");
                    app.required(
                            () ->
                                    Invoices.invoice(app, "1")
                                            .lines
                                            .removeIf(line -> line.text.equals("c")));
                    HEARD.clear();
                    app.required(() -> app.session().delete(Invoices.invoice(app, "1")));
                    assertThat(HEARD).containsExactlyInAnyOrder("deleted b", "about to delete 1");
                });
    }

    /** Gives back another object. */
    @Configuration(proxyBeanMethods = false)
    static class Exchanging {

        @Bean
        BeforeSaveCallback<Invoice> exchanging() {
            return invoice -> new Invoice("another");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aCallbackMayNotExchangeTheObject(TestDatabase database) {
        run(
                database,
                Exchanging.class,
                app ->
                        assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
                                .isThrownBy(
                                        () ->
                                                app.required(
                                                        () -> app.session().add(new Invoice("1"))))
                                .withMessageContaining("gave back another object"));
    }
}
