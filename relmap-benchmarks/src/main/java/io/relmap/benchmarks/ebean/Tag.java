package io.relmap.benchmarks.ebean;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A tag. */
@Entity
@Table(name = "tag")
public class Tag {

    @Id private Long id;

    private String name;

    public Tag() {}

    Long getId() {
        return id;
    }

    String getName() {
        return name;
    }
}
