package io.relmap.demo.catalog;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.Version;
import io.relmap.holder.ToList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A writer. The books go when the author goes. */
@Entity
public class Author {

    @Id @GeneratedValue private @Nullable Long id;

    @Column(length = 120, nullable = false)
    private String name = "";

    private @Nullable Integer birthYear;
    private @Nullable Integer deathYear;

    @Column(length = 60)
    private @Nullable String country;

    @Version private int version;

    @Relationship(
            backPopulates = "author",
            cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN},
            orderBy = "title")
    private final ToList<Book> books = ToList.of(this);

    Author() {}

    public Author(
            String name,
            @Nullable Integer birthYear,
            @Nullable Integer deathYear,
            @Nullable String country) {
        describe(name, birthYear, deathYear, country);
    }

    /** Replaces what is known of the person. */
    public final void describe(
            String newName,
            @Nullable Integer newBirthYear,
            @Nullable Integer newDeathYear,
            @Nullable String newCountry) {
        name = newName;
        birthYear = newBirthYear;
        deathYear = newDeathYear;
        country = newCountry;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public @Nullable Integer getBirthYear() {
        return birthYear;
    }

    public @Nullable Integer getDeathYear() {
        return deathYear;
    }

    public @Nullable String getCountry() {
        return country;
    }

    public int getVersion() {
        return version;
    }

    public List<Book> getBooks() {
        return books;
    }
}
