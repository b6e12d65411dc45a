package io.relmap.demo.web;

import io.relmap.demo.catalog.Author;
import io.relmap.demo.catalog.Book;
import io.relmap.demo.catalog.Category;
import io.relmap.demo.catalog.Edition;
import io.relmap.demo.catalog.Review;
import io.relmap.demo.catalog.Tag;
import io.relmap.demo.sales.Address;
import io.relmap.demo.sales.Customer;
import io.relmap.demo.sales.OrderLine;
import io.relmap.demo.sales.PurchaseOrder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;

/** What goes out: records made from entities while their session is open. No entity leaves the service. */
final class Views {

    private Views() {}

    record PageView<T>(List<T> content, int page, int size, long totalElements, int totalPages) {

        static <S, T> PageView<T> of(Page<S> page, Function<S, T> view) {
            return new PageView<>(
                    page.map(view).getContent(),
                    page.getNumber(),
                    page.getSize(),
                    page.getTotalElements(),
                    page.getTotalPages());
        }
    }

    record AuthorSummary(
            @Nullable Long id,
            String name,
            @Nullable Integer birthYear,
            @Nullable Integer deathYear,
            @Nullable String country,
            int version) {

        static AuthorSummary of(Author author) {
            return new AuthorSummary(
                    author.getId(),
                    author.getName(),
                    author.getBirthYear(),
                    author.getDeathYear(),
                    author.getCountry(),
                    author.getVersion());
        }
    }

    record AuthorDetail(
            @Nullable Long id,
            String name,
            @Nullable Integer birthYear,
            @Nullable Integer deathYear,
            @Nullable String country,
            int version,
            List<BookOfAuthor> books) {

        /** When the person lived, for a page. */
        public String life() {
            if (birthYear == null) {
                return deathYear == null ? "" : "died " + year(deathYear);
            }
            return deathYear == null
                    ? "born " + year(birthYear)
                    : year(birthYear) + " – " + year(deathYear);
        }

        static AuthorDetail of(Author author) {
            return new AuthorDetail(
                    author.getId(),
                    author.getName(),
                    author.getBirthYear(),
                    author.getDeathYear(),
                    author.getCountry(),
                    author.getVersion(),
                    author.getBooks().stream().map(BookOfAuthor::of).toList());
        }
    }

    record BookOfAuthor(
            @Nullable Long id,
            String title,
            @Nullable Integer year,
            @Nullable String language,
            @Nullable Integer pages,
            List<String> tags) {

        /** The year, for a page. */
        public String published() {
            return Views.year(year);
        }

        static BookOfAuthor of(Book book) {
            return new BookOfAuthor(
                    book.getId(),
                    book.getTitle(),
                    book.getYear(),
                    book.getLanguage(),
                    book.getPages(),
                    tagNames(book));
        }
    }

    record BookSummary(
            @Nullable Long id,
            String title,
            @Nullable Integer year,
            @Nullable String language,
            @Nullable Long authorId,
            @Nullable String author,
            List<String> tags) {

        /** The year, for a page. */
        public String published() {
            return Views.year(year);
        }

        static BookSummary of(Book book) {
            Author author = book.getAuthor();
            return new BookSummary(
                    book.getId(),
                    book.getTitle(),
                    book.getYear(),
                    book.getLanguage(),
                    author == null ? null : author.getId(),
                    author == null ? null : author.getName(),
                    tagNames(book));
        }
    }

    record BookDetail(
            BookSummary book,
            @Nullable Integer pages,
            @Nullable String category,
            List<EditionView> editions,
            List<ReviewView> reviews,
            @Nullable ReviewView favouriteReview) {

        static BookDetail of(Book book) {
            Category category = book.getCategory();
            Review favourite = book.getFavouriteReview();
            return new BookDetail(
                    BookSummary.of(book),
                    book.getPages(),
                    category == null ? null : category.getName(),
                    book.getEditions().stream().map(EditionView::of).toList(),
                    book.getReviews().stream().map(ReviewView::of).toList(),
                    favourite == null ? null : ReviewView.of(favourite));
        }
    }

    record EditionView(Edition.Format format, BigDecimal price) {

        static EditionView of(Edition edition) {
            return new EditionView(edition.getFormat(), edition.getPrice());
        }
    }

    record ReviewView(String reviewer, int stars, String text) {

        static ReviewView of(Review review) {
            return new ReviewView(review.getReviewer(), review.getStars(), review.getText());
        }
    }

    record CategoryNode(@Nullable Long id, String name, List<CategoryNode> children) {

        static CategoryNode of(Category category) {
            return new CategoryNode(
                    category.getId(),
                    category.getName(),
                    category.getChildren().stream().map(CategoryNode::of).toList());
        }
    }

    record OrderView(
            @Nullable Long id,
            LocalDate placedOn,
            @Nullable CustomerView customer,
            List<LineView> lines,
            BigDecimal total) {

        static OrderView of(PurchaseOrder order) {
            Customer customer = order.getCustomer();
            return new OrderView(
                    order.getId(),
                    order.getPlacedOn(),
                    customer == null ? null : CustomerView.of(customer),
                    order.getLines().stream().map(LineView::of).toList(),
                    order.total());
        }
    }

    record CustomerView(
            @Nullable Long id,
            String name,
            String email,
            @Nullable AddressView billing,
            @Nullable AddressView shipping) {

        static CustomerView of(Customer customer) {
            return new CustomerView(
                    customer.getId(),
                    customer.getName(),
                    customer.getEmail(),
                    AddressView.of(customer.getBillingAddress()),
                    AddressView.of(customer.getShippingAddress()));
        }
    }

    record AddressView(String street, String city, String postcode, String country) {

        static @Nullable AddressView of(@Nullable Address address) {
            return address == null
                    ? null
                    : new AddressView(
                            address.getStreet(),
                            address.getCity(),
                            address.getPostcode(),
                            address.getCountry());
        }
    }

    record LineView(
            @Nullable Long bookId,
            @Nullable String title,
            int quantity,
            BigDecimal unitPrice,
            BigDecimal total) {

        static LineView of(OrderLine line) {
            Book book = line.getBook();
            return new LineView(
                    book == null ? null : book.getId(),
                    book == null ? null : book.getTitle(),
                    line.getQuantity(),
                    line.getUnitPrice(),
                    line.total());
        }
    }

    private static String year(@Nullable Integer year) {
        if (year == null) {
            return "";
        }
        return year < 0 ? -year + " BC" : year.toString();
    }

    private static List<String> tagNames(Book book) {
        return book.getTags().stream().map(Tag::getName).sorted().toList();
    }
}
