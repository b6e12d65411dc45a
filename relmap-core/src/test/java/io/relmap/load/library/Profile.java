package io.relmap.load.library;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import org.jspecify.annotations.Nullable;

@Entity(table = "profile")
public class Profile {

    @Id public @Nullable Long id;

    @ForeignKey("author.id")
    public @Nullable Long authorId;

    public @Nullable String bio;

    @Relationship(backPopulates = "profile")
    public final ToOne<Author> author = ToOne.of(this);
}
