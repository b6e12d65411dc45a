package io.relmap.demo.sales;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.demo.catalog.Book;
import io.relmap.holder.ToOne;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An association object: its key is the order's and the book's, and it has data of its own. */
@Entity
public class OrderLine {

    @Id
    @ForeignKey("purchase_order.id")
    private @Nullable Long orderId;

    @Id
    @ForeignKey("book.id")
    private @Nullable Long bookId;

    private int quantity;

    @Column(precision = 8, scale = 2, nullable = false)
    private BigDecimal unitPrice = BigDecimal.ZERO;

    @Relationship(backPopulates = "lines")
    private final ToOne<PurchaseOrder> order = ToOne.of(this);

    private final ToOne<Book> book = ToOne.of(this);

    OrderLine() {}

    OrderLine(Book book, int quantity, BigDecimal unitPrice) {
        this.quantity = quantity;
        this.unitPrice = unitPrice;
        this.book.set(book);
    }

    public @Nullable Long getOrderId() {
        return orderId;
    }

    public @Nullable Long getBookId() {
        return bookId;
    }

    public int getQuantity() {
        return quantity;
    }

    public BigDecimal getUnitPrice() {
        return unitPrice;
    }

    public @Nullable PurchaseOrder getOrder() {
        return order.get();
    }

    public @Nullable Book getBook() {
        return book.get();
    }

    /** Price times quantity. */
    public BigDecimal total() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }
}
