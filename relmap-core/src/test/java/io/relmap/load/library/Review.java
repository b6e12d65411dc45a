package io.relmap.load.library;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import org.jspecify.annotations.Nullable;

@Entity(table = "review")
public class Review {

    @Id public @Nullable Long id;

    @ForeignKey("book.id")
    public @Nullable Long bookId;

    public int stars;

    @Relationship(backPopulates = "reviews")
    public final ToOne<Book> book = ToOne.of(this);
}
