package io.relmap.benchmarks.ebean;

import io.relmap.benchmarks.workload.Values;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** A book of an author, with reviews. */
@Entity
@Table(name = "book")
public class Book {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "book")
    @SequenceGenerator(name = "book", sequenceName = "book_seq", allocationSize = 1)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "author_id")
    private Author author;

    private String title;
    private String isbn;
    private int published;
    private long price;

    @OneToMany(mappedBy = "book", cascade = CascadeType.ALL)
    private List<Review> reviews = new ArrayList<>();

    public Book() {}

    static Book make(Author author, int authorNumber, int number, int reviews) {
        Book book = new Book();
        book.author = author;
        book.title = Values.title(authorNumber, number);
        book.isbn = Values.isbn(authorNumber, number);
        book.published = Values.published(number);
        book.price = Values.price(number);
        for (int r = 0; r < reviews; r++) {
            book.getReviews().add(Review.make(book, r));
        }
        return book;
    }

    Long getId() {
        return id;
    }

    Author getAuthor() {
        return author;
    }

    String getTitle() {
        return title;
    }

    String getIsbn() {
        return isbn;
    }

    int getPublished() {
        return published;
    }

    long getPrice() {
        return price;
    }

    void setPrice(long price) {
        this.price = price;
    }

    List<Review> getReviews() {
        return reviews;
    }
}
