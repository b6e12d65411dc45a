package io.relmap.load.library;

import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import org.jspecify.annotations.Nullable;

@Entity(table = "publisher")
public class Publisher {

    @Id public @Nullable Long id;
    public @Nullable String name;
}
