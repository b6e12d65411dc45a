package io.relmap.benchmarks.plain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A book of an author, with reviews. */
final class Book {

    long id;
    @Nullable Author author;
    final String title;
    final String isbn;
    final int published;
    long price;
    final List<Review> reviews = new ArrayList<>(4);

    Book(long id, String title, String isbn, int published, long price) {
        this.id = id;
        this.title = title;
        this.isbn = isbn;
        this.published = published;
        this.price = price;
    }
}
