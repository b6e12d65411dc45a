package io.relmap.load.library;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToSet;
import org.jspecify.annotations.Nullable;

@Entity(table = "book")
@AssociationTable(
        name = "book_tag",
        value = {
            @AssociationTable.Link(column = "book_id", references = "book.id"),
            @AssociationTable.Link(column = "tag_id", references = "tag.id")
        })
public class Book {

    @Id public @Nullable Long id;

    @ForeignKey("author.id")
    public @Nullable Long authorId;

    @ForeignKey("publisher.id")
    public @Nullable Long publisherId;

    public @Nullable String title;
    public int year;

    @Relationship(backPopulates = "books")
    public final ToOne<Author> author = ToOne.of(this);

    @Relationship public final ToOne<Publisher> publisher = ToOne.of(this);

    @Relationship(orderBy = "id", backPopulates = "book")
    public final ToList<Review> reviews = ToList.of(this);

    @Relationship(secondary = "book_tag", backPopulates = "books")
    public final ToSet<Tag> tags = ToSet.of(this);
}
