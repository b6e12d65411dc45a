package io.relmap.benchmarks.plain;

import io.relmap.benchmarks.workload.Values;
import java.util.ArrayList;
import java.util.List;

/** An author with books, and whatever else a row of {@code author} holds. */
final class Author {

    long id;
    final String name;
    final String email;
    final int born;
    final boolean active;
    final List<Book> books = new ArrayList<>();

    Author(long id, String name, String email, int born, boolean active) {
        this.id = id;
        this.name = name;
        this.email = email;
        this.born = born;
        this.active = active;
    }

    /** A new one with so many new books and reviews, all linked. */
    static Author make(int number, int books, int reviews) {
        Author author =
                new Author(0, Values.name(number), Values.email(number), Values.born(number), true);
        for (int b = 0; b < books; b++) {
            Book book =
                    new Book(
                            0,
                            Values.title(number, b),
                            Values.isbn(number, b),
                            Values.published(b),
                            Values.price(b));
            book.author = author;
            author.books.add(book);
            for (int r = 0; r < reviews; r++) {
                Review review =
                        new Review(
                                0, Values.reviewer(r), Values.body(book.title, r), Values.stars(r));
                review.book = book;
                book.reviews.add(review);
            }
        }
        return author;
    }
}
