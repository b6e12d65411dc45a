package io.relmap.demo.catalog;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.Version;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A work, with its editions and reviews. One review may be the favourite: two tables refer to each other. */
@Entity
@AssociationTable(
        name = "book_tag",
        value = {
            @Link(column = "book_id", references = "book.id"),
            @Link(column = "tag_id", references = "tag.id")
        })
public class Book {

    @Id @GeneratedValue private @Nullable Long id;

    @Column(length = 200, nullable = false)
    private String title = "";

    @Column(name = "published")
    private @Nullable Integer year;

    @Column(length = 8)
    private @Nullable String language;

    private @Nullable Integer pages;

    @Version private int version;

    @ForeignKey(value = "author.id", nullable = false)
    @Relationship(backPopulates = "books")
    private final ToOne<Author> author = ToOne.of(this);

    @ForeignKey("category.id")
    private final ToOne<Category> category = ToOne.of(this);

    @Relationship(secondary = "book_tag", backref = "books", orderBy = "name")
    private final ToSet<Tag> tags = ToSet.of(this);

    @Relationship(
            backPopulates = "book",
            cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN},
            orderBy = "id")
    private final ToList<Edition> editions = ToList.of(this);

    @Relationship(
            backPopulates = "book",
            foreignKeys = "Review.book_id",
            cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN},
            orderBy = "id")
    private final ToList<Review> reviews = ToList.of(this);

    @ForeignKey(value = "review.id", useAlter = true, name = "book_favourite_review")
    @Relationship(postUpdate = true)
    private final ToOne<Review> favouriteReview = ToOne.of(this);

    Book() {}

    public Book(
            String title,
            @Nullable Integer year,
            @Nullable String language,
            @Nullable Integer pages) {
        this.title = title;
        this.year = year;
        this.language = language;
        this.pages = pages;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getTitle() {
        return title;
    }

    public @Nullable Integer getYear() {
        return year;
    }

    public @Nullable String getLanguage() {
        return language;
    }

    public @Nullable Integer getPages() {
        return pages;
    }

    public int getVersion() {
        return version;
    }

    public @Nullable Author getAuthor() {
        return author.get();
    }

    public void setAuthor(Author newAuthor) {
        author.set(newAuthor);
    }

    public @Nullable Category getCategory() {
        return category.get();
    }

    public void setCategory(@Nullable Category newCategory) {
        category.set(newCategory);
    }

    public Set<Tag> getTags() {
        return tags;
    }

    /** Replaces the tags as a whole: only what differs is written. */
    public void setTags(Set<Tag> newTags) {
        tags.replaceWith(newTags);
    }

    public List<Edition> getEditions() {
        return editions;
    }

    public List<Review> getReviews() {
        return reviews;
    }

    public @Nullable Review getFavouriteReview() {
        return favouriteReview.get();
    }

    public void setFavouriteReview(@Nullable Review review) {
        favouriteReview.set(review);
    }
}
