package io.relmap.holder.pairing;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.MapKey;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToMap;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToQuery;
import io.relmap.holder.ToSet;
import org.jspecify.annotations.Nullable;

/** One side of each pairing of two classes. */
@Entity(table = "lefty")
@AssociationTable(
        name = "lists",
        value = {
            @Link(column = "l", references = "lefty.id"),
            @Link(column = "r", references = "righty.id")
        })
@AssociationTable(
        name = "sets",
        value = {
            @Link(column = "l", references = "lefty.id"),
            @Link(column = "r", references = "righty.id")
        })
@AssociationTable(
        name = "maps",
        value = {
            @Link(column = "l", references = "lefty.id"),
            @Link(column = "r", references = "righty.id")
        })
class Left implements Keyed {

    @Id @GeneratedValue @Nullable Long id;
    String name = "";

    @Relationship(backPopulates = "ofList", foreignKeys = "Right.listId")
    final ToList<Right> list = ToList.of(this);

    @Relationship(backPopulates = "ofSet", foreignKeys = "Right.setId")
    final ToSet<Right> set = ToSet.of(this);

    @MapKey("name")
    @Relationship(backPopulates = "ofMap", foreignKeys = "Right.mapId")
    final ToMap<String, Right> map = ToMap.of(this);

    @Relationship(backPopulates = "ofOne", foreignKeys = "Right.oneId")
    final ToOne<Right> one = ToOne.of(this);

    @Relationship(backPopulates = "ofQuery", foreignKeys = "Right.queryId")
    final ToQuery<Right> query = ToQuery.of(this);

    @Relationship(secondary = "lists", backPopulates = "lists")
    final ToList<Right> lists = ToList.of(this);

    /** Its other side has no holder. */
    @Relationship(secondary = "sets", backref = "virtual")
    final ToSet<Right> sets = ToSet.of(this);

    @MapKey("name")
    @Relationship(secondary = "maps", backPopulates = "maps")
    final ToMap<String, Right> maps = ToMap.of(this);

    @Override
    public String key() {
        return name;
    }

    @Override
    public @Nullable Long id() {
        return id;
    }
}
