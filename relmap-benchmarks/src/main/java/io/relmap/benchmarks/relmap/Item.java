package io.relmap.benchmarks.relmap;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToSet;
import org.jspecify.annotations.Nullable;

/** An item with tags. */
@Entity
@AssociationTable(
        name = "item_tag",
        value = {
            @Link(column = "item_id", references = "item.id"),
            @Link(column = "tag_id", references = "tag.id")
        })
final class Item {

    @Id
    @GeneratedValue(sequence = "item_seq")
    @Nullable Long id;

    String name = "";

    @Relationship(secondary = "item_tag")
    final ToSet<Tag> tags = ToSet.of(this);

    Item() {}
}
