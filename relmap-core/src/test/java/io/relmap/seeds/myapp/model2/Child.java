package io.relmap.seeds.myapp.model2;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import org.jspecify.annotations.Nullable;

@Entity(table = "child2")
public class Child {
    @Id @GeneratedValue @Nullable Integer id;

    @ForeignKey("parent.id")
    @Nullable Integer parentId;

    @Nullable String emailAddress;
}
