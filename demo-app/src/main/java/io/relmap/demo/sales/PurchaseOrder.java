package io.relmap.demo.sales;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.Version;
import io.relmap.demo.catalog.Book;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a customer ordered. */
@Entity
public class PurchaseOrder {

    @Id @GeneratedValue private @Nullable Long id;

    @Column(nullable = false)
    private LocalDate placedOn = LocalDate.EPOCH;

    @Version private int version;

    @ForeignKey(value = "customer.id", nullable = false)
    private final ToOne<Customer> customer = ToOne.of(this);

    @Relationship(
            backPopulates = "order",
            cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN},
            orderBy = "bookId")
    private final ToList<OrderLine> lines = ToList.of(this);

    PurchaseOrder() {}

    public PurchaseOrder(Customer customer, LocalDate placedOn) {
        this.placedOn = placedOn;
        this.customer.set(customer);
    }

    /** Adds copies of a book at a price each. */
    public void addLine(Book book, int quantity, BigDecimal unitPrice) {
        lines.add(new OrderLine(book, quantity, unitPrice));
    }

    public @Nullable Long getId() {
        return id;
    }

    public int getVersion() {
        return version;
    }

    public LocalDate getPlacedOn() {
        return placedOn;
    }

    public @Nullable Customer getCustomer() {
        return customer.get();
    }

    public List<OrderLine> getLines() {
        return lines;
    }

    /** What all lines cost together. */
    public BigDecimal total() {
        return lines.stream().map(OrderLine::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
