package io.relmap.holder.contract;

import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToSet;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** An element that equals itself only; it is in any number of collections. */
@Entity(table = "stone")
public class Stone implements Element, Serializable {

    private static final long serialVersionUID = 1L;

    @Id public @Nullable Long id;
    public @Nullable String name;

    @Relationship(secondary = "stone_list", backPopulates = "stoneList")
    public final ToList<Crate> listed = ToList.of(this);

    @Relationship(secondary = "stone_set", backPopulates = "stoneSet")
    public final ToSet<Crate> contained = ToSet.of(this);

    @Relationship(secondary = "stone_map", backPopulates = "stoneMap")
    public final ToSet<Crate> mapped = ToSet.of(this);

    Stone() {}

    Stone(long id) {
        this.id = id;
        this.name = "n" + id;
    }

    @Override
    public void leave() {
        listed.clear();
        contained.clear();
        mapped.clear();
    }
}
