package io.relmap.quickstart;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@Entity
@AssociationTable(
        name = "book_tag",
        value = {
            @Link(column = "book_id", references = "book.id"),
            @Link(column = "tag_id", references = "tag.id")
        })
public class Book {
    @Id @GeneratedValue private @Nullable Long id;
    private String title = "";

    @ForeignKey("author.id")
    private @Nullable Long authorId;

    @Relationship(backPopulates = "books")
    private final ToOne<Author> author = ToOne.of(this);

    @Relationship(secondary = "book_tag", backref = "books")
    private final ToSet<Tag> tags = ToSet.of(this);

    Book() {}

    public Book(String title) {
        this.title = title;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public @Nullable Long getAuthorId() {
        return authorId;
    }

    public @Nullable Author getAuthor() {
        return author.get();
    }

    public void setAuthor(@Nullable Author newAuthor) {
        author.set(newAuthor);
    }

    public Set<Tag> getTags() {
        return tags;
    }
}
