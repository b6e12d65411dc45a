package io.relmap.holder.contract;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.MapKey;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToMap;
import io.relmap.holder.ToSet;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Has a list, a set and a map of each class of elements. */
@Entity(table = "crate")
@AssociationTable(
        name = "stone_list",
        value = {
            @Link(column = "crate_id", references = "crate.id"),
            @Link(column = "stone_id", references = "stone.id")
        })
@AssociationTable(
        name = "stone_set",
        value = {
            @Link(column = "crate_id", references = "crate.id"),
            @Link(column = "stone_id", references = "stone.id")
        })
@AssociationTable(
        name = "stone_map",
        value = {
            @Link(column = "crate_id", references = "crate.id"),
            @Link(column = "stone_id", references = "stone.id")
        })
public class Crate implements Serializable {

    private static final long serialVersionUID = 1L;

    @Id @GeneratedValue public @Nullable Long id;

    @Relationship(backPopulates = "listed", orderBy = "id", foreignKeys = "Coin.listedId")
    public final ToList<Coin> coinList = ToList.of(this);

    @Relationship(backPopulates = "contained", orderBy = "id", foreignKeys = "Coin.containedId")
    public final ToSet<Coin> coinSet = ToSet.of(this);

    @MapKey("name")
    @Relationship(backPopulates = "mapped", orderBy = "id", foreignKeys = "Coin.mappedId")
    public final ToMap<String, Coin> coinMap = ToMap.of(this);

    @Relationship(secondary = "stone_list", backPopulates = "listed", orderBy = "id")
    public final ToList<Stone> stoneList = ToList.of(this);

    @Relationship(secondary = "stone_set", backPopulates = "contained", orderBy = "id")
    public final ToSet<Stone> stoneSet = ToSet.of(this);

    @MapKey("name")
    @Relationship(secondary = "stone_map", backPopulates = "mapped", orderBy = "id")
    public final ToMap<String, Stone> stoneMap = ToMap.of(this);
}
