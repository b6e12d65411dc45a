package io.relmap.demo.sales;

import io.relmap.demo.catalog.Book;
import io.relmap.demo.catalog.Edition;
import io.relmap.demo.catalog.NotFoundException;
import io.relmap.demo.catalog.UnknownReferenceException;
import io.relmap.query.Load;
import io.relmap.session.Session;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with orders; each method is one transaction. */
@Service
@Transactional(readOnly = true)
public class Sales {

    private final Session session;
    private final Clock clock;

    Sales(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** Places an order; the lines are saved by cascade, their keys copied from order and book. */
    @Transactional
    public PurchaseOrder place(long customerId, List<NewLine> lines) {
        Customer customer = session.get(Customer.class, customerId);
        if (customer == null) {
            throw new UnknownReferenceException("There is no customer " + customerId);
        }
        PurchaseOrder order = new PurchaseOrder(customer, LocalDate.now(clock));
        Set<Long> seen = new HashSet<>();
        for (NewLine line : lines) {
            if (!seen.add(line.bookId())) {
                throw new UnknownReferenceException(
                        "Book " + line.bookId() + " stands in two lines");
            }
            Book book = session.get(Book.class, line.bookId(), Load.selectIn("editions"));
            if (book == null) {
                throw new UnknownReferenceException("There is no book " + line.bookId());
            }
            order.addLine(book, line.quantity(), priceOf(book));
        }
        session.add(order);
        session.flush();
        return order;
    }

    /** An order with customer, addresses, lines and books. */
    public PurchaseOrder order(long id) {
        PurchaseOrder order =
                session.get(
                        PurchaseOrder.class,
                        id,
                        Load.joined("customer"),
                        Load.joined("customer.billingAddress"),
                        Load.joined("customer.shippingAddress"),
                        Load.selectIn("lines"),
                        Load.joined("lines.book"));
        if (order == null) {
            throw new NotFoundException("order", id);
        }
        return order;
    }

    private static BigDecimal priceOf(Book book) {
        return book.getEditions().stream()
                .map(Edition::getPrice)
                .min(Comparator.naturalOrder())
                .orElseThrow(
                        () ->
                                new UnknownReferenceException(
                                        "Book " + book.getId() + " has no edition to sell"));
    }
}
