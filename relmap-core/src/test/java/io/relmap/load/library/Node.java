package io.relmap.load.library;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import org.jspecify.annotations.Nullable;

@Entity(table = "node")
public class Node {

    @Id public @Nullable Long id;

    @ForeignKey("node.id")
    public @Nullable Long parentId;

    public @Nullable String label;

    @Relationship(backPopulates = "parent", orderBy = "id", lazy = Lazy.JOINED, joinDepth = 2)
    public final ToList<Node> children = ToList.of(this);

    @Relationship(backPopulates = "children", remoteSide = "Node.id")
    public final ToOne<Node> parent = ToOne.of(this);
}
