package io.relmap.demo.catalog;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import org.jspecify.annotations.Nullable;

/** What a reader thinks of a book. */
@Entity
public class Review {

    @Id @GeneratedValue private @Nullable Long id;

    @Column(length = 80, nullable = false)
    private String reviewer = "";

    private int stars;

    @Column(length = 1000, nullable = false)
    private String text = "";

    @ForeignKey(value = "book.id", nullable = false)
    @Relationship(backPopulates = "reviews")
    private final ToOne<Book> book = ToOne.of(this);

    Review() {}

    public Review(String reviewer, int stars, String text) {
        this.reviewer = reviewer;
        this.stars = stars;
        this.text = text;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getReviewer() {
        return reviewer;
    }

    public int getStars() {
        return stars;
    }

    public String getText() {
        return text;
    }

    public @Nullable Book getBook() {
        return book.get();
    }
}
