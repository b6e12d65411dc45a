package io.relmap.seeds.myapp.model1;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import org.jspecify.annotations.Nullable;

@Entity(table = "child1")
public class Child {
    @Id @GeneratedValue @Nullable Integer id;

    @ForeignKey("parent.id")
    @Nullable Integer parentId;

    @Nullable String emailAddress;
}
