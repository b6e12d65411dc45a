package io.relmap.quickstart;

import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import org.jspecify.annotations.Nullable;

/** Has no holder for the books: the backref of {@code Book.tags} is virtual here. */
@Entity
public class Tag {
    @Id @GeneratedValue private @Nullable Long id;
    private String name = "";

    Tag() {}

    public Tag(String name) {
        this.name = name;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }
}
