package io.relmap.benchmarks.springdata;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;

/** An item with the keys of its tags. */
@Table("item")
class Item {

    @Id Long id;
    String name;

    @MappedCollection(idColumn = "item_id")
    Set<Link> tags = new LinkedHashSet<>();

    /** The key of a tag. */
    @Table("item_tag")
    record Link(@Column("tag_id") Long tag) {}
}
