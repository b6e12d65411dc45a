package io.relmap.demo.catalog;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.holder.ToSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A subject. */
@Entity
public class Tag {

    @Id @GeneratedValue private @Nullable Long id;

    @Column(length = 60, nullable = false, unique = true)
    private String name = "";

    @Column(length = 200)
    private @Nullable String description;

    // The other side of Book.tags: its backref claims this holder.
    private final ToSet<Book> books = ToSet.of(this);

    Tag() {}

    public Tag(String name, @Nullable String description) {
        this.name = name;
        this.description = description;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public Set<Book> getBooks() {
        return books;
    }
}
