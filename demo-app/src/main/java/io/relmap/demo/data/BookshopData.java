package io.relmap.demo.data;

import io.relmap.demo.catalog.Author;
import io.relmap.demo.catalog.Book;
import io.relmap.demo.catalog.Category;
import io.relmap.demo.catalog.Edition;
import io.relmap.demo.catalog.Edition.Format;
import io.relmap.demo.catalog.Review;
import io.relmap.demo.catalog.Tag;
import io.relmap.demo.sales.Address;
import io.relmap.demo.sales.Customer;
import io.relmap.demo.sales.PurchaseOrder;
import io.relmap.session.Session;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fills an empty database from the shipped files, in one unit of work: objects are linked as objects, added,
 * and the flush finds the order of statements. Books, authors, tags and reviews are real facts or written
 * for the demo; editions and orders are derived from them, the same at every start.
 */
@Component
class BookshopData implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(BookshopData.class);
    private static final LocalDate FIRST_ORDER = LocalDate.of(2026, 1, 5);
    private static final int ORDERS = 120;

    private final Session session;
    private final ShippedFiles files;
    private final TransactionOperations transactions;

    BookshopData(Session session, ShippedFiles files, TransactionOperations transactions) {
        this.session = session;
        this.files = files;
        this.transactions = transactions;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        transactions.executeWithoutResult(status -> load());
    }

    private void load() {
        if (session.query(Author.class).exists()) {
            return;
        }
        Map<String, Category> categories = categories();
        Map<String, Tag> tags = tags();
        Map<String, Book> books = books(categories, tags);
        reviews(books);
        orders(customers(), List.copyOf(books.values()));
        LOG.info(
                "Loaded {} books, {} tags, {} categories",
                books.size(),
                tags.size(),
                categories.size());
    }

    private Map<String, Category> categories() {
        Map<String, Category> byName = new LinkedHashMap<>();
        files.read("categories.json", ShippedCategory.class)
                .forEach(root -> addCategory(root, null, byName));
        return byName;
    }

    private void addCategory(
            ShippedCategory shipped, @Nullable Category parent, Map<String, Category> byName) {
        Category category = new Category(shipped.name());
        byName.put(shipped.name(), category);
        if (parent == null) {
            session.add(category);
        } else {
            parent.getChildren().add(category);
        }
        List<ShippedCategory> children = shipped.children();
        if (children != null) {
            children.forEach(child -> addCategory(child, category, byName));
        }
    }

    private Map<String, Tag> tags() {
        Map<String, Tag> byName = new LinkedHashMap<>();
        for (ShippedTag shipped : files.read("tags.json", ShippedTag.class)) {
            Tag tag = new Tag(shipped.name(), shipped.description());
            byName.put(tag.getName(), tag);
            session.add(tag);
        }
        return byName;
    }

    private Map<String, Book> books(Map<String, Category> categories, Map<String, Tag> tags) {
        Map<String, Book> byKey = new LinkedHashMap<>();
        for (ShippedAuthor shipped : files.read("authors.json", ShippedAuthor.class)) {
            Author author =
                    new Author(
                            shipped.name(),
                            shipped.birthYear(),
                            shipped.deathYear(),
                            shipped.country());
            for (ShippedAuthor.ShippedBook given : shipped.books()) {
                Book book = new Book(given.title(), given.year(), given.language(), given.pages());
                book.setCategory(categories.get(given.category()));
                given.tags().forEach(tag -> book.getTags().add(tags.get(tag)));
                editions(given.pages()).forEach(book.getEditions()::add);
                author.getBooks().add(book);
                byKey.put(key(shipped.name(), given.title()), book);
            }
            session.add(author);
        }
        return byKey;
    }

    private static List<Edition> editions(int pages) {
        List<Edition> editions = new ArrayList<>();
        BigDecimal paperback = BigDecimal.valueOf(599 + pages, 2);
        editions.add(new Edition(Format.PAPERBACK, paperback));
        if (pages > 150) {
            editions.add(new Edition(Format.HARDCOVER, paperback.multiply(BigDecimal.valueOf(2))));
        }
        if (pages % 2 == 0) {
            editions.add(new Edition(Format.EBOOK, BigDecimal.valueOf(299, 2)));
        }
        return editions;
    }

    private void reviews(Map<String, Book> books) {
        for (ShippedReview shipped : files.read("reviews.json", ShippedReview.class)) {
            Book book = books.get(key(shipped.author(), shipped.book()));
            if (book == null) {
                throw new IllegalStateException("A review of an unknown book: " + shipped);
            }
            Review review = new Review(shipped.reviewer(), shipped.stars(), shipped.text());
            book.getReviews().add(review);
            Review favourite = book.getFavouriteReview();
            if (favourite == null || review.getStars() > favourite.getStars()) {
                book.setFavouriteReview(review);
            }
        }
    }

    private List<Customer> customers() {
        List<Customer> customers = new ArrayList<>();
        for (ShippedCustomer shipped : files.read("customers.json", ShippedCustomer.class)) {
            ShippedCustomer.ShippedAddress shipping = shipped.shipping();
            Customer customer =
                    new Customer(
                            shipped.name(),
                            shipped.email(),
                            address(shipped.billing()),
                            shipping == null ? null : address(shipping));
            session.add(customer);
            customers.add(customer);
        }
        return customers;
    }

    private static Address address(ShippedCustomer.ShippedAddress given) {
        return new Address(given.street(), given.city(), given.postcode(), given.country());
    }

    private void orders(List<Customer> customers, List<Book> books) {
        for (int i = 0; i < ORDERS; i++) {
            PurchaseOrder order =
                    new PurchaseOrder(
                            customers.get((i * 7) % customers.size()), FIRST_ORDER.plusDays(i));
            for (int line = 0; line <= i % 4; line++) {
                Book book = books.get((i * 31 + line * 101) % books.size());
                order.addLine(book, 1 + (i + line) % 3, book.getEditions().get(0).getPrice());
            }
            session.add(order);
        }
    }

    private static String key(String author, String title) {
        return author + " / " + title;
    }
}
