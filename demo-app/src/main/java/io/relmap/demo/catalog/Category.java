package io.relmap.demo.catalog;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of the tree of categories. */
@Entity
public class Category {

    @Id @GeneratedValue private @Nullable Long id;

    @Column(length = 80, nullable = false, unique = true)
    private String name = "";

    @ForeignKey("category.id")
    private @Nullable Long parentId;

    @Relationship(backPopulates = "children")
    private final ToOne<Category> parent = ToOne.of(this);

    @Relationship(backPopulates = "parent", orderBy = "name")
    private final ToList<Category> children = ToList.of(this);

    Category() {}

    public Category(String name) {
        this.name = name;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public @Nullable Long getParentId() {
        return parentId;
    }

    public @Nullable Category getParent() {
        return parent.get();
    }

    public List<Category> getChildren() {
        return children;
    }
}
