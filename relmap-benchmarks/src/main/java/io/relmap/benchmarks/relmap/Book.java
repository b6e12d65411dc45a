package io.relmap.benchmarks.relmap;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.benchmarks.workload.Values;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import org.jspecify.annotations.Nullable;

/** A book of an author, with reviews. */
@Entity
final class Book {

    @Id
    @GeneratedValue(sequence = "book_seq")
    @Nullable Long id;

    String title = "";
    String isbn = "";
    int published;
    long price;

    @ForeignKey(value = "author.id", nullable = false)
    @Relationship(backPopulates = "books")
    final ToOne<Author> author = ToOne.of(this);

    @Relationship(backPopulates = "book", cascade = Cascade.ALL)
    final ToList<Review> reviews = ToList.of(this);

    Book() {}

    static Book make(int author, int number, int reviews) {
        Book book = new Book();
        book.title = Values.title(author, number);
        book.isbn = Values.isbn(author, number);
        book.published = Values.published(number);
        book.price = Values.price(number);
        for (int r = 0; r < reviews; r++) {
            book.reviews.add(Review.make(book.title, r));
        }
        return book;
    }
}
