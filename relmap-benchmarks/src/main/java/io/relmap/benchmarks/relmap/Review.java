package io.relmap.benchmarks.relmap;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.benchmarks.workload.Values;
import io.relmap.holder.ToOne;
import org.jspecify.annotations.Nullable;

/** A review of a book. */
@Entity
final class Review {

    @Id
    @GeneratedValue(sequence = "review_seq")
    @Nullable Long id;

    String reviewer = "";
    String body = "";
    int stars;

    @ForeignKey(value = "book.id", nullable = false)
    @Relationship(backPopulates = "reviews")
    final ToOne<Book> book = ToOne.of(this);

    Review() {}

    static Review make(String title, int number) {
        Review review = new Review();
        review.reviewer = Values.reviewer(number);
        review.body = Values.body(title, number);
        review.stars = Values.stars(number);
        return review;
    }
}
