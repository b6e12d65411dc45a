package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.Relationship;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.ToList;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Library;
import io.relmap.load.library.Review;
import io.relmap.mapping.Behaviour;
import io.relmap.query.Load;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Joined collections do not multiply each other")
class JoinedProductTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "PE-4: of two collections of one object the first is joined, the other has a statement")
    void theSecondCollectionHasAStatement(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Book> books =
                            session.query(Book.class)
                                    .options(Load.joined("reviews"), Load.joined("tags"))
                                    .orderBy("id")
                                    .list();
                    assertThat(library.statements()).hasSize(2);
                    assertThat(books.get(0).reviews).hasSize(2);
                    assertThat(books.get(0).tags).hasSize(2);
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("PE-4: a chain is no product")
    void aChainIsNoProduct(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    session.query(Author.class)
                            .options(Load.along(Lazy.JOINED, "books.reviews"))
                            .list();
                    assertThat(library.statements()).hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("PE-4: collections of two references of one object are a product, too")
    void overReferences(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Review review =
                            session.query(Review.class)
                                    .where("id = 100")
                                    .options(
                                            Load.along(Lazy.JOINED, "book.author.books"),
                                            Load.along(Lazy.JOINED, "book.tags"))
                                    .one();
                    assertThat(library.statements()).hasSize(2);
                    Book ants = Objects.requireNonNull(review.book.get());
                    assertThat(ants.tags).hasSize(2);
                    assertThat(Objects.requireNonNull(ants.author.get()).books).hasSize(2);
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "PE-4: one statement all the same where the option says so, and for the reference's behaviour")
    void productsOnRequest(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Book> books =
                            session.query(Book.class)
                                    .options(
                                            Load.joined("reviews"),
                                            Load.joined("tags").allowProduct())
                                    .orderBy("id")
                                    .list();
                    assertThat(library.statements()).hasSize(1);
                    assertThat(books.get(0).reviews).hasSize(2);
                    assertThat(books.get(0).tags).hasSize(2);
                    assertThat(library.statements()).isEmpty();
                });
        Library reference = Library.on(database, Behaviour.REFERENCE);
        reference.session(
                session -> {
                    session.query(Book.class)
                            .options(Load.joined("reviews"), Load.joined("tags"))
                            .list();
                    assertThat(reference.statements()).hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "PE-4: beside a collection that the query's own join brings, the others have statements")
    void besideTheQuerysJoin(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Book> books =
                            session.query(Book.class)
                                    .join("tags")
                                    .options(Load.containsEager("tags"), Load.joined("reviews"))
                                    .orderBy("id")
                                    .list();
                    assertThat(library.statements()).hasSize(2);
                    assertThat(books).hasSize(3);
                    assertThat(books.get(0).reviews).hasSize(2);
                    assertThat(books.get(0).tags).hasSize(2);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("PE-4, LO-41: an inner join stays a join: it says which objects are found")
    void anInnerJoinStays(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Book> found =
                            session.query(Book.class)
                                    .options(
                                            Load.joined("reviews"),
                                            Load.joined("tags").innerJoin(InnerJoin.TRUE))
                                    .list();
                    assertThat(found).hasSize(3);
                    assertThat(library.statements()).hasSize(1);
                });
    }

    @Entity(table = "left_side")
    static class Left {
        @Id @Nullable Long id;

        @Relationship(lazy = Lazy.JOINED)
        final ToList<Leaf> leaves = ToList.of(this);

        @Relationship(secondary = "left_right", backPopulates = "lefts", lazy = Lazy.JOINED)
        final ToList<Right> rights = ToList.of(this);
    }

    @Entity(table = "right_side")
    @AssociationTable(
            name = "left_right",
            value = {
                @AssociationTable.Link(column = "left_id", references = "left_side.id"),
                @AssociationTable.Link(column = "right_id", references = "right_side.id")
            })
    static class Right {
        @Id @Nullable Long id;

        @Relationship(lazy = Lazy.JOINED)
        final ToList<Fruit> fruits = ToList.of(this);

        @Relationship(secondary = "left_right", backPopulates = "rights", lazy = Lazy.JOINED)
        final ToList<Left> lefts = ToList.of(this);
    }

    @Entity(table = "leaf")
    static class Leaf {
        @Id @Nullable Long id;

        @ForeignKey("left_side.id")
        @Nullable Long leftId;
    }

    @Entity(table = "fruit")
    static class Fruit {
        @Id @Nullable Long id;

        @ForeignKey("right_side.id")
        @Nullable Long rightId;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "PE-4, LO-6: collections that are mapped as joined in both directions come to an end")
    void bothDirectionsEnd(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Left.class, Right.class, Leaf.class, Fruit.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    Left left = new Left();
                    left.id = 1L;
                    Right right = new Right();
                    right.id = 2L;
                    left.rights.add(right);
                    session.add(left);
                });
        relmap.inTransaction(
                session ->
                        session.atMost(
                                4,
                                () ->
                                        assertThat(session.query(Left.class).one().rights)
                                                .hasSize(1)));
    }

    @Test
    @DisplayName("PE-4: what multiplies nothing takes no allowProduct()")
    void onlyCollectionsThatAreJoined() {
        Library library = Library.on(TestDatabase.H2);
        library.session(
                session -> {
                    for (Load option :
                            List.of(
                                    Load.selectIn("tags").allowProduct(),
                                    Load.joined("author").allowProduct())) {
                        assertThatExceptionOfType(InvalidRequestException.class)
                                .isThrownBy(() -> session.query(Book.class).options(option).list())
                                .withMessageContaining("allowProduct()");
                    }
                });
    }
}
