package io.relmap.benchmarks.relmap;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.benchmarks.workload.Values;
import io.relmap.holder.ToList;
import org.jspecify.annotations.Nullable;

/** An author with books. */
@Entity
final class Author {

    @Id
    @GeneratedValue(sequence = "author_seq")
    @Nullable Long id;

    String name = "";
    String email = "";
    int born;
    boolean active;

    @Relationship(backPopulates = "author", cascade = Cascade.ALL)
    final ToList<Book> books = ToList.of(this);

    Author() {}

    /** A new one with so many new books and reviews, all linked. */
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
}
