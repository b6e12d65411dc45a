package io.relmap.benchmarks.relmap;

import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import org.jspecify.annotations.Nullable;

/** A tag. */
@Entity
final class Tag {

    @Id
    @GeneratedValue(sequence = "tag_seq")
    @Nullable Long id;

    String name = "";

    Tag() {}
}
