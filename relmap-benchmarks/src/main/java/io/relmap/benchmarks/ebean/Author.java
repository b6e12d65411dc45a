package io.relmap.benchmarks.ebean;

import io.relmap.benchmarks.workload.Values;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** An author with books. */
@Entity
@Table(name = "author")
public class Author {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "author")
    @SequenceGenerator(name = "author", sequenceName = "author_seq", allocationSize = 1)
    private Long id;

    private String name;
    private String email;
    private int born;
    private boolean active;

    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
    private List<Book> books = new ArrayList<>();

    public Author() {}

    /** A new one with so many new books and reviews, all linked. */
    static Author make(int number, int books, int reviews) {
        Author author = new Author();
        author.name = Values.name(number);
        author.email = Values.email(number);
        author.born = Values.born(number);
        author.active = true;
        for (int b = 0; b < books; b++) {
            author.getBooks().add(Book.make(author, number, b, reviews));
        }
        return author;
    }

    Long getId() {
        return id;
    }

    String getName() {
        return name;
    }

    String getEmail() {
        return email;
    }

    int getBorn() {
        return born;
    }

    boolean isActive() {
        return active;
    }

    List<Book> getBooks() {
        return books;
    }
}
