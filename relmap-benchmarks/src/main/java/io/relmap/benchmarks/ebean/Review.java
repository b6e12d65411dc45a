package io.relmap.benchmarks.ebean;

import io.relmap.benchmarks.workload.Values;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** A review of a book. */
@Entity
@Table(name = "review")
public class Review {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "review")
    @SequenceGenerator(name = "review", sequenceName = "review_seq", allocationSize = 1)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "book_id")
    private Book book;

    private String reviewer;
    private String body;
    private int stars;

    public Review() {}

    static Review make(Book book, int number) {
        Review review = new Review();
        review.book = book;
        review.reviewer = Values.reviewer(number);
        review.body = Values.body(book.getTitle(), number);
        review.stars = Values.stars(number);
        return review;
    }

    Long getId() {
        return id;
    }

    Book getBook() {
        return book;
    }

    String getReviewer() {
        return reviewer;
    }

    String getBody() {
        return body;
    }

    int getStars() {
        return stars;
    }
}
