package io.relmap.mapping.config;

import static io.relmap.annotation.Cascade.ALL;
import static io.relmap.annotation.Cascade.DELETE_ORPHAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.Column;
import io.relmap.annotation.Embedded;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Enumerated;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.ForeignKeyConstraint;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.MapKey;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.Transient;
import io.relmap.annotation.UniqueConstraint;
import io.relmap.annotation.Version;
import io.relmap.join.Direction;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Mapping;
import io.relmap.mapping.config.Holders.ToList;
import io.relmap.mapping.config.Holders.ToMap;
import io.relmap.mapping.config.Holders.ToOne;
import io.relmap.mapping.config.Holders.ToSet;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.type.SqlKind;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"unused", "UnusedVariable", "ClassCanBeStatic"}) // fields are mapped
class AnnotatedModelTest {

    @Entity(table = "author")
    static class Author {
        @Id @GeneratedValue private Long id;

        @Column(length = 80, nullable = false)
        private String name;

        @Relationship(
                backPopulates = "author",
                cascade = {ALL, DELETE_ORPHAN},
                orderBy = "title")
        private final ToList<Book> books = new ToList<>();
    }

    @Entity(table = "book")
    @AssociationTable(
            name = "book_tag",
            value = {
                @AssociationTable.Link(column = "book_id", references = "book.id"),
                @AssociationTable.Link(
                        column = "tag_id",
                        references = "tag.id",
                        onDelete = "cascade")
            })
    static class Book {
        @Id @GeneratedValue private Long id;
        private String title;

        @ForeignKey("author.id")
        private Long authorId;

        @Relationship(backPopulates = "books")
        private final ToOne<Author> author = new ToOne<>();

        @Relationship(secondary = "book_tag", backref = "books")
        private final ToSet<Tag> tags = new ToSet<>();
    }

    @Entity
    static class Tag {
        @Id @GeneratedValue private Long id;
        private String name;
        private final ToSet<Book> books = new ToSet<>();
    }

    private static Mapping bookshop() {
        return Build.of(Author.class, Book.class, Tag.class);
    }

    @Test
    @DisplayName("Tables and columns are named in snake case and keep their order (RC-9)")
    void fieldsBecomeColumns() {
        Mapping mapping = bookshop();
        assertThat(mapping.metaData().tables())
                .extracting(Table::name)
                .containsExactly("author", "book", "book_tag", "tag");
        Mapper book = mapping.mapper(Book.class);
        assertThat(book.columns())
                .extracting(ColumnAttribute::name)
                .containsExactly("id", "title", "authorId");
        assertThat(book.table().columns())
                .extracting(io.relmap.schema.Column::name)
                .containsExactly("id", "title", "author_id");
        assertThat(Objects.requireNonNull(book.generated()).name()).isEqualTo("id");
        Table author = mapping.mapper("Author").table();
        assertThat(author.column("name").type().length()).isEqualTo(80);
        assertThat(author.column("name").nullable()).isFalse();
        assertThat(author.column("id").nullable()).isFalse();
    }

    @Test
    @DisplayName("Two sides that name each other are linked (RC-110, RC-117)")
    void backPopulatesLinksBothSides() {
        Mapping mapping = bookshop();
        var books = Objects.requireNonNull(mapping.mapper(Author.class).findRelationship("books"));
        var author = Objects.requireNonNull(mapping.mapper(Book.class).findRelationship("author"));
        assertThat(books.direction()).isEqualTo(Direction.ONE_TO_MANY);
        assertThat(books.content()).isEqualTo(Content.LIST);
        assertThat(author.direction()).isEqualTo(Direction.MANY_TO_ONE);
        assertThat(author.content()).isEqualTo(Content.REFERENCE);
        assertThat(books.reverses()).containsExactly(author);
        assertThat(author.synchronizesTo()).isSameAs(books);
        assertThat(books.synchronizesTo()).isSameAs(author);
        assertThat(books.wiring().reverse()).isEqualTo("author");
        assertThat(books.cascades().has(DELETE_ORPHAN)).isTrue();
        assertThat(mapping.warnings()).isEmpty();
    }

    @Test
    @DisplayName("An unannotated holder becomes the reverse that a backref makes (RC-102)")
    void backrefClaimsAHolder() {
        Mapping mapping = bookshop();
        var tags = Objects.requireNonNull(mapping.mapper(Book.class).findRelationship("tags"));
        var books = Objects.requireNonNull(mapping.mapper(Tag.class).findRelationship("books"));
        assertThat(books.content()).isEqualTo(Content.SET);
        assertThat(books.direction()).isEqualTo(Direction.MANY_TO_MANY);
        assertThat(books.reverses()).containsExactly(tags);
        assertThat(books.wiring().reverse()).isEqualTo("tags");
        assertThat(tags.wiring().reverse()).isEqualTo("books");
        assertThat(tags.wiring().reverseContent()).isNull();
        assertThat(books.join().secondaryTable()).isNotNull();
    }

    @Test
    @DisplayName("Columns of an association table take the types of what they refer to (RC-12)")
    void associationColumnsTakeTheirTypes() {
        Table association =
                Objects.requireNonNull(bookshop().metaData().find(TableName.of("book_tag")));
        assertThat(association.column("tag_id").type().kind()).isEqualTo(SqlKind.BIGINT);
        assertThat(association.column("tag_id").nullable()).isFalse();
        assertThat(association.primaryKey()).hasSize(2);
    }

    @Test
    @DisplayName("Proxies and anonymous classes have the mapper of the nearest mapped class")
    void subclassesResolve() {
        Mapping mapping = bookshop();
        Object anonymous = new Author() {};
        assertThat(mapping.mapper(anonymous.getClass())).isSameAs(mapping.mapper(Author.class));
        assertThat(mapping.findMapper(String.class)).isNull();
    }

    @Nested
    @DisplayName("Fields of every kind")
    class Fields {

        enum Kind {
            SMALL,
            BIG
        }

        record Address(String street, @Column(name = "town") String city, int number) {}

        static class Named<T> {
            String name;
            ToOne<T> parent = new ToOne<>();
        }

        @Entity
        @UniqueConstraint({"name", "kind"})
        static class Shop extends Named<Shop> {
            static int count;
            transient int cached;
            @Transient Object other;
            @Id long id;
            Kind kind;

            @Enumerated(Enumerated.Form.ORDINAL)
            Kind second;

            LocalDate openedOn;
            boolean open;
            @Embedded Address address;

            @Embedded(prefix = "b_")
            Address billing;

            @Version int version;

            @Column(type = "jsonb", unique = true)
            String settings;

            @ForeignKey("shop.id")
            Long parentId;
        }

        private final Mapper shop = Build.of(Shop.class).mapper(Shop.class);

        @Test
        void superclassFieldsComeFirst() {
            assertThat(shop.columns())
                    .extracting(ColumnAttribute::name)
                    .containsExactly(
                            "name",
                            "id",
                            "kind",
                            "second",
                            "openedOn",
                            "open",
                            "address.street",
                            "address.city",
                            "address.number",
                            "billing.street",
                            "billing.city",
                            "billing.number",
                            "version",
                            "settings",
                            "parentId");
        }

        @Test
        void embeddedComponentsHaveAPrefix() {
            assertThat(shop.table().columns())
                    .extracting(io.relmap.schema.Column::name)
                    .contains("address_street", "address_town", "b_town", "b_number");
        }

        @Test
        void typesFollowTheFields() {
            Table table = shop.table();
            assertThat(table.column("kind").type().kind()).isEqualTo(SqlKind.VARCHAR);
            assertThat(table.column("second").type().kind()).isEqualTo(SqlKind.SMALLINT);
            assertThat(table.column("opened_on").type().kind()).isEqualTo(SqlKind.DATE);
            assertThat(table.column("open").nullable()).isFalse();
            assertThat(table.column("settings").type().kind()).isEqualTo(SqlKind.NATIVE);
            assertThat(table.uniqueConstraints()).hasSize(2);
            assertThat(Objects.requireNonNull(shop.version()).name()).isEqualTo("version");
            assertThat(shop.generated()).isNull();
        }

        @Test
        @DisplayName(
                "A ToOne to its own class is many-to-one, its target told by a superclass (RC-75)")
        void selfReferenceThroughAGenericSuperclass() {
            var parent = Objects.requireNonNull(shop.findRelationship("parent"));
            assertThat(parent.target()).isSameAs(shop);
            assertThat(parent.direction()).isEqualTo(Direction.MANY_TO_ONE);
        }
    }

    @Entity
    static class OrderLine {
        @Id
        @ForeignKey("orders.id")
        ToOne<Order> order = new ToOne<>();

        @Id int place;

        @ForeignKey(
                value = "orders.id",
                column = "origin_id",
                nullable = false,
                onDelete = "SET NULL")
        ToOne<Order> origin = new ToOne<>();
    }

    @Entity(table = "orders")
    static class Order {
        @Id @GeneratedValue Integer id;

        @Relationship(foreignKeys = "OrderLine.order_id", backPopulates = "order")
        @MapKey("place")
        ToMap<Integer, OrderLine> lines = new ToMap<>();
    }

    @Entity
    @ForeignKeyConstraint(
            columns = {"order_id", "line_place"},
            references = {"order_line.order_id", "order_line.place"})
    static class Parcel {
        @Id Integer id;
        Integer orderId;
        Integer linePlace;
        ToOne<OrderLine> line = new ToOne<>();
    }

    @Test
    @DisplayName(
            "A foreign key on a holder declares a column without a field; keys may be composite")
    void holdersMayCarryTheForeignKey() {
        Mapping mapping = Build.of(OrderLine.class, Order.class, Parcel.class);
        Mapper line = mapping.mapper(OrderLine.class);
        ColumnAttribute key = Objects.requireNonNull(line.findColumn("order_id"));
        assertThat(key.inMemoryOnly()).isTrue();
        assertThat(key.javaType()).isEqualTo(Integer.class);
        assertThat(line.identity())
                .extracting(ColumnAttribute::name)
                .containsExactly("order_id", "place");
        assertThat(line.table().column("origin_id").nullable()).isFalse();
        var lines = Objects.requireNonNull(mapping.mapper(Order.class).findRelationship("lines"));
        assertThat(lines.content()).isEqualTo(Content.MAP);
        assertThat(Objects.requireNonNull(lines.wiring().mapKey()).description())
                .isEqualTo("place");
        var parcels = Objects.requireNonNull(mapping.mapper(Parcel.class).findRelationship("line"));
        assertThat(parcels.join().localRemotePairs()).hasSize(2);
        assertThat(parcels.join().useGet()).isTrue();
    }
}
