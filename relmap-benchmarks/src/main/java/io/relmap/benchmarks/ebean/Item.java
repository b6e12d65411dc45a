package io.relmap.benchmarks.ebean;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import java.util.LinkedHashSet;
import java.util.Set;

/** An item with tags. */
@Entity
@Table(name = "item")
public class Item {

    @Id private Long id;

    private String name;

    @ManyToMany
    @JoinTable(
            name = "item_tag",
            joinColumns = @JoinColumn(name = "item_id"),
            inverseJoinColumns = @JoinColumn(name = "tag_id"))
    private Set<Tag> tags = new LinkedHashSet<>();

    public Item() {}

    Long getId() {
        return id;
    }

    String getName() {
        return name;
    }

    Set<Tag> getTags() {
        return tags;
    }
}
