package io.relmap.quickstart;

import static io.relmap.annotation.Cascade.ALL;
import static io.relmap.annotation.Cascade.DELETE_ORPHAN;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Entity
public class Author {
    @Id @GeneratedValue private @Nullable Long id;

    @Column(length = 80, nullable = false)
    private String name = "";

    @Relationship(
            backPopulates = "author",
            cascade = {ALL, DELETE_ORPHAN},
            orderBy = "title")
    private final ToList<Book> books = ToList.of(this);

    Author() {}

    public Author(String name) {
        this.name = name;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public List<Book> getBooks() {
        return books;
    }
}
