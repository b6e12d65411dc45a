package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("UW-100, UW-101, UW-140: unique values of deleted rows that new objects take over")
class ValuesOfRowsTakenOverTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "rows that are identified by their owner rotate their values, by a NULL for a while")
    void rowsIdentifiedByTheirOwner(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Shelf.class, Item.class)
                        .build();
        relmap.schema().createAll();
        Shelf shelf = new Shelf("s");
        relmap.inTransaction(
                session ->
                        session.addAll(
                                List.of(
                                        new Item(shelf, 1, "a"),
                                        new Item(shelf, 2, "b"),
                                        new Item(shelf, 3, "c"))));

        relmap.inTransaction(
                session -> {
                    Shelf found = session.query(Shelf.class).one();
                    session.query(Item.class).list().forEach(session::delete);
                    session.noAutoflush(
                            () ->
                                    session.addAll(
                                            List.of(
                                                    new Item(found, 1, "b"),
                                                    new Item(found, 2, "c"),
                                                    new Item(found, 3, "a"))));
                });

        relmap.inTransaction(
                session ->
                        assertThat(session.query(Item.class).orderBy("no").list())
                                .extracting(item -> item.shelfCode + item.no + item.label)
                                .containsExactly("s1b", "s2c", "s3a"));
    }

    @Entity(table = "shelf")
    static class Shelf {
        @Id
        @Column(length = 20)
        String code = "";

        Shelf() {}

        Shelf(String code) {
            this.code = code;
        }
    }

    @Entity(table = "item")
    static class Item {
        @Id
        @ForeignKey("shelf.code")
        @Column(length = 20)
        @Nullable String shelfCode;

        @Id int no;

        @Column(length = 20, unique = true)
        @Nullable String label;

        @Relationship final ToOne<Shelf> shelf = ToOne.of(this);

        Item() {}

        Item(Shelf shelf, int no, String label) {
            this.shelf.set(shelf);
            this.no = no;
            this.label = label;
        }
    }
}
