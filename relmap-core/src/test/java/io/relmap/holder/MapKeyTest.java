package io.relmap.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.MapKey;
import io.relmap.annotation.Relationship;
import io.relmap.error.InvalidRequestException;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the elements of a map are found by (CO-20, CO-26)")
class MapKeyTest {

    @Entity(table = "atlas")
    static class Atlas {
        @Id @GeneratedValue @Nullable Long id;

        @MapKey({"column", "row"})
        @Relationship(backPopulates = "atlas", foreignKeys = "Page.atlas_id")
        final ToMap<List<Object>, Page> pages = ToMap.of(this);

        @MapKey(value = "title", ignoreUnpopulated = true)
        @Relationship(backPopulates = "titledIn", foreignKeys = "Page.titled_in_id")
        final ToMap<String, Page> titled = ToMap.of(this);
    }

    @Entity(table = "page")
    static class Page {
        @Id @GeneratedValue @Nullable Long id;

        @io.relmap.annotation.Column(name = "grid_column")
        @Nullable String column;

        @io.relmap.annotation.Column(name = "grid_row")
        @Nullable Integer row;

        @Nullable String title;

        @ForeignKey("atlas.id")
        @Relationship(backPopulates = "pages")
        final ToOne<Atlas> atlas = ToOne.of(this);

        @ForeignKey("atlas.id")
        @Relationship(backPopulates = "titled")
        final ToOne<Atlas> titledIn = ToOne.of(this);

        Page() {}

        Page(@Nullable String column, @Nullable Integer row) {
            this.column = column;
            this.row = row;
        }
    }

    private final Atlas atlas = new Atlas();

    @Test
    @DisplayName(
            "CO-20: a key of several parts is the list of their values, in memory and when loaded")
    void severalParts() {
        Page page = new Page("B", 3);
        atlas.pages.add(page);
        assertThat(atlas.pages).containsExactly(Map.entry(List.of("B", 3), page));

        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Atlas.class, Page.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(session -> session.add(atlas));
        relmap.inTransaction(
                session ->
                        assertThat(session.get(Atlas.class, atlas.id).pages.get(List.of("B", 3)))
                                .isNotNull());
    }

    @Test
    @DisplayName(
            "CO-26: an element that lacks a part of its key is refused, by its own call and the other side's")
    void aMissingPart() {
        Page page = new Page("B", null);
        assertThatThrownBy(() -> atlas.pages.add(page))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Atlas.pages")
                .hasMessageContaining("column, row");
        assertThatThrownBy(() -> page.atlas.set(atlas)).isInstanceOf(InvalidRequestException.class);
        assertThat(page.atlas.get()).isNull();
    }

    @Test
    @DisplayName(
            "AT-62, CO-23: what waited for a map displaces who is loaded under its key, on both sides")
    void whatWaitedDisplaces() {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Atlas.class, Page.class)
                        .build();
        relmap.schema().createAll();
        Page first = new Page("B", 3);
        atlas.pages.add(first);
        relmap.inTransaction(session -> session.add(atlas));
        relmap.inTransaction(
                session -> {
                    Atlas found = session.get(Atlas.class, atlas.id);
                    Page second = new Page("B", 3);
                    session.noAutoflush(
                            () -> {
                                second.atlas.set(found);
                                assertThat(found.pages.get(List.of("B", 3))).isSameAs(second);
                            });
                    assertThat(session.get(Page.class, first.id).atlas.get()).isNull();
                });
        relmap.inTransaction(
                session ->
                        assertThat(
                                        session.query(Page.class)
                                                .where("atlas_id is null", Map.of())
                                                .list())
                                .extracting(page -> page.id)
                                .containsExactly(first.id));
    }

    @Test
    @DisplayName(
            "CO-26: where the map ignores elements without key, they stay out of it, and keep their reference")
    void ignored() {
        Page untitled = new Page("A", 1);
        untitled.titledIn.set(atlas);
        atlas.titled.add(new Page("A", 2));
        assertThat(atlas.titled).isEmpty();
        assertThat(untitled.titledIn.get()).isSameAs(atlas);

        Page titled = new Page("A", 3);
        titled.title = "Asia";
        atlas.titled.replaceWith(List.of(titled, new Page("A", 4)));
        assertThat(atlas.titled).containsOnlyKeys("Asia");
        untitled.titledIn.set(null);
        assertThat(untitled.titledIn.get()).isNull();
    }
}
