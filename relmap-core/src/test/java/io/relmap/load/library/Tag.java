package io.relmap.load.library;

import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import org.jspecify.annotations.Nullable;

@Entity(table = "tag")
public class Tag {

    @Id public @Nullable Long id;
    public @Nullable String label;

    @Relationship(secondary = "book_tag", backPopulates = "tags", orderBy = "id")
    public final ToList<Book> books = ToList.of(this);
}
