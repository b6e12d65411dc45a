package io.relmap.holder.pairing;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToSet;
import org.jspecify.annotations.Nullable;

/** Both sides of each pairing of a class with itself. */
@Entity(table = "node")
@AssociationTable(
        name = "edge",
        value = {
            @Link(column = "source_id", references = "node.id"),
            @Link(column = "target_id", references = "node.id")
        })
class Node implements Keyed {

    @Id @GeneratedValue @Nullable Long id;
    String name = "";

    @ForeignKey("node.id")
    @Nullable Long parentId;

    @ForeignKey("node.id")
    @Nullable Long previousId;

    @Relationship(backPopulates = "parent", foreignKeys = "Node.parentId")
    final ToList<Node> kids = ToList.of(this);

    @Relationship(backPopulates = "kids", foreignKeys = "Node.parentId", remoteSide = "Node.id")
    final ToOne<Node> parent = ToOne.of(this);

    @Relationship(
            backPopulates = "previous",
            foreignKeys = "Node.previousId",
            remoteSide = "Node.previousId")
    final ToOne<Node> next = ToOne.of(this);

    @Relationship(backPopulates = "next", foreignKeys = "Node.previousId", remoteSide = "Node.id")
    final ToOne<Node> previous = ToOne.of(this);

    @Relationship(
            secondary = "edge",
            primaryJoin = "Node.id == edge.source_id",
            secondaryJoin = "Node.id == edge.target_id",
            backPopulates = "sources")
    final ToList<Node> targets = ToList.of(this);

    @Relationship(
            secondary = "edge",
            primaryJoin = "Node.id == edge.target_id",
            secondaryJoin = "Node.id == edge.source_id",
            backPopulates = "targets")
    final ToSet<Node> sources = ToSet.of(this);

    @Override
    public String key() {
        return name;
    }

    @Override
    public @Nullable Long id() {
        return id;
    }
}
