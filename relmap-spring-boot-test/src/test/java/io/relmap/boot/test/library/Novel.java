package io.relmap.boot.test.library;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;

/** What a writer wrote. */
@Entity(table = "novel")
public class Novel {

    @Id @GeneratedValue private Long id;

    @Column(length = 120, nullable = false)
    private String title;

    @ForeignKey("writer.id")
    private Long writerId;

    @Relationship(backPopulates = "novels")
    private final ToOne<Writer> writer = ToOne.of(this);

    Novel() {}

    public Novel(String title) {
        this.title = title;
    }

    public String getTitle() {
        return title;
    }

    public Writer getWriter() {
        return writer.get();
    }
}
