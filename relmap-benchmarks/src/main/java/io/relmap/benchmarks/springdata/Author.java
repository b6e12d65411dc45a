package io.relmap.benchmarks.springdata;

import io.relmap.benchmarks.workload.Values;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;

/** An aggregate of an author, books and reviews. */
@Table("author")
class Author {

    @Id Long id;
    String name;
    String email;
    int born;
    boolean active;

    @MappedCollection(idColumn = "author_id")
    Set<Book> books = new LinkedHashSet<>();

    static Author make(int number, int books, int reviews) {
        Author author = new Author();
        author.name = Values.name(number);
        author.email = Values.email(number);
        author.born = Values.born(number);
        author.active = true;
        for (int b = 0; b < books; b++) {
            author.books.add(Book.make(number, b, reviews));
        }
        return author;
    }

    /** A book inside an author. */
    @Table("book")
    static class Book {

        @Id Long id;
        String title;
        String isbn;
        int published;
        long price;

        @MappedCollection(idColumn = "book_id")
        Set<Review> reviews = new LinkedHashSet<>();

        static Book make(int author, int number, int reviews) {
            Book book = new Book();
            book.title = Values.title(author, number);
            book.isbn = Values.isbn(author, number);
            book.published = Values.published(number);
            book.price = Values.price(number);
            for (int r = 0; r < reviews; r++) {
                Review review = new Review();
                review.reviewer = Values.reviewer(r);
                review.body = Values.body(book.title, r);
                review.stars = Values.stars(r);
                book.reviews.add(review);
            }
            return book;
        }
    }

    /** A review inside a book. */
    @Table("review")
    static class Review {

        @Id Long id;
        String reviewer;
        String body;
        int stars;
    }
}
