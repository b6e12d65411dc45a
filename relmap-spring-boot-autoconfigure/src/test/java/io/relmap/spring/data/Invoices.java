package io.relmap.spring.data;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.boot.autoconfigure.RelmapManagedTypes;
import io.relmap.holder.ToList;
import io.relmap.spring.data.config.EnableRelmapRepositories;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.annotation.CreatedBy;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.LastModifiedBy;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.domain.AbstractAggregateRoot;

/** An application with audited invoices that tell of events. */
final class Invoices {

    private Invoices() {}

    /** What every row says of itself. */
    abstract static class Audited<A extends Audited<A>> extends AbstractAggregateRoot<A> {
        @CreatedDate Instant createdAt;
        @CreatedBy String createdBy;
        @LastModifiedDate LocalDateTime changedAt;
        @LastModifiedBy String changedBy;
    }

    /** An invoice. */
    @Entity(table = "invoice")
    static class Invoice extends Audited<Invoice> {

        @Id @GeneratedValue Long id;
        String number;

        @Relationship(cascade = Cascade.ALL)
        final ToList<Line> lines = ToList.of(this);

        Invoice() {}

        Invoice(String number, Line... lines) {
            this.number = number;
            this.lines.addAll(List.of(lines));
        }

        Invoice send() {
            return andEvent(new Sent(number));
        }
    }

    /** A line of an invoice, which is reached by a cascade alone. */
    @Entity(table = "line")
    static class Line extends Audited<Line> {

        @Id @GeneratedValue Long id;
        String text;

        @ForeignKey("invoice.id")
        Long invoiceId;

        Line() {}

        Line(String text) {
            this.text = text;
        }
    }

    /**
     * Something that happened.
     *
     * @param number which invoice
     */
    record Sent(String number) {}

    /** The repository. */
    interface InvoiceRepository extends RelmapRepository<Invoice, Long> {}

    /** Enables the repository. */
    @Configuration(proxyBeanMethods = false)
    @EnableRelmapRepositories(
            considerNestedRepositories = true,
            basePackageClasses = Invoices.class,
            excludeFilters =
                    @Filter(type = FilterType.REGEX, pattern = "(?!.*InvoiceRepository).*"))
    static class Repositories {}

    /** On a fresh database with the tables. */
    static ApplicationContextRunner on(TestDatabase database) {
        return Contexts.on(database)
                .withUserConfiguration(Repositories.class)
                .withBean(
                        RelmapManagedTypes.class,
                        () -> RelmapManagedTypes.of(List.of(Invoice.class, Line.class)));
    }

    /** The invoice of this number. */
    static Invoice invoice(Transactions app, String number) {
        return app.session().query(Invoice.class).where("number = :n", Map.of("n", number)).one();
    }
}
