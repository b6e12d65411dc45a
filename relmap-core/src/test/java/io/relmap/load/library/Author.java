package io.relmap.load.library;

import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import org.jspecify.annotations.Nullable;

@Entity(table = "author")
public class Author {

    @Id public @Nullable Long id;
    public @Nullable String name;

    @Relationship(backPopulates = "author", orderBy = "id")
    public final ToList<Book> books = ToList.of(this);

    @Relationship(backPopulates = "author")
    public final ToOne<Profile> profile = ToOne.of(this);
}
