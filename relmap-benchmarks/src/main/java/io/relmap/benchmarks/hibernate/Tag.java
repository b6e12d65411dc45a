package io.relmap.benchmarks.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A tag. */
@Entity
@Table(name = "tag")
class Tag {

    @Id private Long id;

    private String name;

    Tag() {}

    Long getId() {
        return id;
    }

    String getName() {
        return name;
    }
}
