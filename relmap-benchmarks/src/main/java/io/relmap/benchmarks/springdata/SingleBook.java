package io.relmap.benchmarks.springdata;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/** A book as an aggregate of its own, so that it can be changed without its author. */
@Table("book")
class SingleBook {

    @Id Long id;

    @Column("author_id")
    Long author;

    String title;
    String isbn;
    int published;
    long price;
}
