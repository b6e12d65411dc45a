package io.relmap.demo.catalog;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One form in which a book is sold. */
@Entity
public class Edition {

    /** How the book is made. */
    public enum Format {
        HARDCOVER,
        PAPERBACK,
        EBOOK
    }

    @Id @GeneratedValue private @Nullable Long id;

    @Column(length = 12, nullable = false)
    private Format format = Format.PAPERBACK;

    @Column(precision = 8, scale = 2, nullable = false)
    private BigDecimal price = BigDecimal.ZERO;

    @ForeignKey(value = "book.id", nullable = false)
    @Relationship(backPopulates = "editions")
    private final ToOne<Book> book = ToOne.of(this);

    Edition() {}

    public Edition(Format format, BigDecimal price) {
        this.format = format;
        this.price = price;
    }

    public @Nullable Long getId() {
        return id;
    }

    public Format getFormat() {
        return format;
    }

    public BigDecimal getPrice() {
        return price;
    }

    public @Nullable Book getBook() {
        return book.get();
    }
}
