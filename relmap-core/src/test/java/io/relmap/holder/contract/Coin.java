package io.relmap.holder.contract;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An element that equals those of the same key; it is in one collection of each kind. */
@Entity(table = "coin")
public class Coin implements Element, Serializable {

    private static final long serialVersionUID = 1L;

    @Id public @Nullable Long id;
    public @Nullable String name;

    @ForeignKey("crate.id")
    public @Nullable Long listedId;

    @ForeignKey("crate.id")
    public @Nullable Long containedId;

    @ForeignKey("crate.id")
    public @Nullable Long mappedId;

    @Relationship(backPopulates = "coinList", foreignKeys = "Coin.listedId")
    public final ToOne<Crate> listed = ToOne.of(this);

    @Relationship(backPopulates = "coinSet", foreignKeys = "Coin.containedId")
    public final ToOne<Crate> contained = ToOne.of(this);

    @Relationship(backPopulates = "coinMap", foreignKeys = "Coin.mappedId")
    public final ToOne<Crate> mapped = ToOne.of(this);

    Coin() {}

    Coin(long id) {
        this.id = id;
        this.name = "n" + id;
    }

    @Override
    public void leave() {
        listed.set(null);
        contained.set(null);
        mapped.set(null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Coin that && Objects.equals(id, that.id);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(id);
    }
}
