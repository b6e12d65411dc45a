package io.relmap.boot.test.library;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import java.util.List;

/** Somebody who writes. */
@Entity(table = "writer")
public class Writer {

    @Id @GeneratedValue private Long id;

    @Column(length = 80, nullable = false)
    private String name;

    @Relationship(
            backPopulates = "writer",
            cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN},
            orderBy = "title")
    private final ToList<Novel> novels = ToList.of(this);

    Writer() {}

    public Writer(String name, Novel... novels) {
        this.name = name;
        this.novels.addAll(List.of(novels));
    }

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public List<Novel> getNovels() {
        return novels;
    }
}
