package io.relmap.holder.pairing;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToSet;
import org.jspecify.annotations.Nullable;

/** The other side of each pairing of two classes. */
@Entity(table = "righty")
class Right implements Keyed {

    @Id @GeneratedValue @Nullable Long id;
    String name = "";

    @ForeignKey("lefty.id")
    @Nullable Long listId;

    @ForeignKey("lefty.id")
    @Nullable Long setId;

    @ForeignKey("lefty.id")
    @Nullable Long mapId;

    @ForeignKey("lefty.id")
    @Nullable Long oneId;

    @ForeignKey("lefty.id")
    @Nullable Long queryId;

    @Relationship(backPopulates = "list", foreignKeys = "Right.listId")
    final ToOne<Left> ofList = ToOne.of(this);

    @Relationship(backPopulates = "set", foreignKeys = "Right.setId")
    final ToOne<Left> ofSet = ToOne.of(this);

    @Relationship(backPopulates = "map", foreignKeys = "Right.mapId")
    final ToOne<Left> ofMap = ToOne.of(this);

    @Relationship(backPopulates = "one", foreignKeys = "Right.oneId")
    final ToOne<Left> ofOne = ToOne.of(this);

    @Relationship(backPopulates = "query", foreignKeys = "Right.queryId")
    final ToOne<Left> ofQuery = ToOne.of(this);

    @Relationship(secondary = "lists", backPopulates = "lists")
    final ToList<Left> lists = ToList.of(this);

    @Relationship(secondary = "maps", backPopulates = "maps")
    final ToSet<Left> maps = ToSet.of(this);

    @Override
    public String key() {
        return name;
    }

    @Override
    public @Nullable Long id() {
        return id;
    }
}
