package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.error.InvalidRequestException;
import io.relmap.error.MultipleResultsException;
import io.relmap.error.NoResultException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Author_;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.load.library.Node;
import io.relmap.load.library.Node_;
import io.relmap.load.library.Profile;
import io.relmap.load.library.Profile_;
import io.relmap.load.library.Publisher_;
import io.relmap.load.library.Review_;
import io.relmap.load.library.Tag;
import io.relmap.load.library.Tag_;
import io.relmap.session.Session;
import io.relmap.sql.RowLock;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueryTest {

    private static List<String> titles(Session session, Condition condition) {
        return session.query(Book.class).where(condition).orderBy("id").list().stream()
                .map(book -> Objects.requireNonNull(book.title))
                .toList();
    }

    private static List<String> titles(Session session, String condition, Map<String, ?> values) {
        return session.query(Book.class).where(condition, values).orderBy("id").list().stream()
                .map(book -> Objects.requireNonNull(book.title))
                .toList();
    }

    private static List<String> names(Session session, Condition condition) {
        return session.query(Author.class).where(condition).orderBy("id").list().stream()
                .map(author -> Objects.requireNonNull(author.name))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Conditions in text: columns, references, collections")
    void conditionsInText(TestDatabase database) {
        Library.on(database)
                .session(
                        s -> {
                            assertThat(titles(s, "title = :t", Map.of("t", "Bees")))
                                    .containsExactly("Bees");
                            assertThat(titles(s, "author.name = :n", Map.of("n", "Ann")))
                                    .containsExactly("Ants", "Bees");
                            assertThat(titles(s, "author.name is null", Map.of()))
                                    .containsExactly("Dogs");
                            assertThat(titles(s, "author is null", Map.of()))
                                    .containsExactly("Dogs");
                            assertThat(titles(s, "reviews.stars >= 4 and year < 1995", Map.of()))
                                    .containsExactly("Ants");
                            assertThat(titles(s, "not (tags.label = 'y')", Map.of()))
                                    .containsExactly("Cats", "Dogs");
                            assertThat(titles(s, "id in :ids", Map.of("ids", List.of(10L, 13L))))
                                    .containsExactly("Ants", "Dogs");
                            assertThat(titles(s, "id in :ids", Map.of("ids", List.of()))).isEmpty();
                            Author ann = Objects.requireNonNull(s.get(Author.class, 1L));
                            assertThat(titles(s, "author = :a", Map.of("a", ann)))
                                    .containsExactly("Ants", "Bees");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Conditions on columns")
    void conditionsOnColumns(TestDatabase database) {
        Library.on(database)
                .session(
                        s -> {
                            assertThat(titles(s, Book_.title.like("%s"))).hasSize(4);
                            assertThat(titles(s, Book_.title.ilike("a%"))).containsExactly("Ants");
                            assertThat(titles(s, Book_.title.startsWith("B")))
                                    .containsExactly("Bees");
                            assertThat(titles(s, Book_.title.containsText("at")))
                                    .containsExactly("Cats");
                            assertThat(titles(s, Book_.title.containsText("%"))).isEmpty();
                            assertThat(titles(s, Book_.title.equalsIgnoreCase("BEES")))
                                    .containsExactly("Bees");
                            assertThat(titles(s, Book_.year.between(1995, 2000)))
                                    .containsExactly("Bees", "Cats");
                            assertThat(titles(s, Book_.year.gt(2000).or(Book_.year.le(1990))))
                                    .containsExactly("Ants", "Dogs");
                            assertThat(titles(s, Book_.id.in(List.of(11L))))
                                    .containsExactly("Bees");
                            assertThat(titles(s, Book_.authorId.isNull())).containsExactly("Dogs");
                            assertThat(titles(s, Book_.title.ne("Ants").not()))
                                    .containsExactly("Ants");
                            assertThat(titles(s, Book_.author.to(Author_.name).eq("Bob")))
                                    .containsExactly("Cats");
                            assertThat(titles(s, Book_.tags.to(Tag_.label).eq("y")))
                                    .containsExactly("Ants", "Bees");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Comparisons that know NULL, with other attributes, by operators of the database")
    void otherComparisons(TestDatabase database) {
        Library.on(database)
                .session(
                        s -> {
                            assertThat(titles(s, Book_.authorId.isDistinctFrom(1L)))
                                    .containsExactly("Cats", "Dogs");
                            assertThat(titles(s, Book_.authorId.isDistinctFrom((Long) null)))
                                    .containsExactly("Ants", "Bees", "Cats");
                            assertThat(titles(s, Book_.authorId.isNotDistinctFrom(1L).not()))
                                    .containsExactly("Cats", "Dogs");
                            assertThat(
                                            titles(
                                                    s,
                                                    Book_.authorId.isNotDistinctFrom(
                                                            Book_.publisherId)))
                                    .containsExactly("Ants", "Dogs");
                            assertThat(titles(s, Book_.authorId.isDistinctFrom(Book_.publisherId)))
                                    .containsExactly("Bees", "Cats");
                            assertThat(titles(s, "authorId is distinct from :a", Map.of("a", 1L)))
                                    .containsExactly("Cats", "Dogs");
                            assertThat(
                                            titles(
                                                    s,
                                                    "authorId is not distinct from publisherId"
                                                            + " and not (id is distinct from 13)",
                                                    Map.of()))
                                    .containsExactly("Dogs");
                            assertThat(titles(s, Book_.authorId.lt(Book_.publisherId)))
                                    .containsExactly("Bees");
                            assertThat(titles(s, Book_.authorId.ge(Book_.publisherId)))
                                    .containsExactly("Ants", "Cats");
                            assertThat(titles(s, Book_.authorId.ne(Book_.publisherId)))
                                    .containsExactly("Bees", "Cats");
                            assertThat(titles(s, Book_.title.operator("<>", "Ants")))
                                    .containsExactly("Bees", "Cats", "Dogs");
                            assertThat(titles(s, "title operator(<>) 'Ants'", Map.of())).hasSize(3);
                            assertThat(titles(s, "func.abs(0 - year) = :y", Map.of("y", 1990)))
                                    .containsExactly("Ants");
                            assertThat(titles(s, "lower(title) = 'ants'", Map.of()))
                                    .containsExactly("Ants");
                            assertThatThrownBy(() -> Book_.title.operator("<> 1 --", "x"))
                                    .isInstanceOf(IllegalArgumentException.class);
                            if (database == TestDatabase.POSTGRESQL) {
                                assertThat(titles(s, Book_.title.operator("~", "^[AB]")))
                                        .containsExactly("Ants", "Bees");
                            }
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Texts match whatever the letters' case, wildcards taken as they are")
    void textsMatchWhateverTheCase(TestDatabase database) {
        Library library = Library.on(database);
        library.execute("insert into book values (14, null, null, '10%_Off', 1)");
        library.session(
                s -> {
                    assertThat(titles(s, Book_.title.startsWithIgnoreCase("aN")))
                            .containsExactly("Ants");
                    assertThat(titles(s, Book_.title.endsWithIgnoreCase("EES")))
                            .containsExactly("Bees");
                    assertThat(titles(s, Book_.title.containsIgnoreCase("%_oF")))
                            .containsExactly("10%_Off");
                    assertThat(titles(s, Book_.title.containsIgnoreCase("%O"))).isEmpty();
                    assertThat(titles(s, "title ilike 'cA%'", Map.of())).containsExactly("Cats");
                    assertThat(titles(s, "not (title ilike '%s')", Map.of()))
                            .containsExactly("10%_Off");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("any and has, nested and on a table that refers to itself (QU-10, QU-11)")
    void anyAndHas(TestDatabase database) {
        Library.on(database)
                .session(
                        s -> {
                            assertThat(names(s, Author_.books.any())).containsExactly("Ann", "Bob");
                            assertThat(names(s, Author_.books.any().not())).containsExactly("Cid");
                            assertThat(names(s, Author_.books.any(Book_.year.gt(1995))))
                                    .containsExactly("Bob");
                            assertThat(
                                            names(
                                                    s,
                                                    Author_.books.any(
                                                            Book_.reviews.any(
                                                                    Review_.stars.eq(5)))))
                                    .containsExactly("Ann");
                            assertThat(
                                            names(
                                                    s,
                                                    Author_.books.any(
                                                            Book_.publisher
                                                                    .to(Publisher_.name)
                                                                    .eq("Fox"))))
                                    .containsExactly("Ann");
                            assertThat(titles(s, Book_.author.has(Author_.name.eq("Ann")).not()))
                                    .containsExactly("Cats", "Dogs");
                            assertThat(titles(s, Book_.tags.any(Tag_.label.eq("z"))))
                                    .containsExactly("Cats");
                            assertThat(
                                            s.query(Node.class)
                                                    .where(
                                                            Node_.children.any(
                                                                    Node_.children.any(
                                                                            Node_.label.eq("aa"))))
                                                    .one()
                                                    .label)
                                    .isEqualTo("root");
                            assertThatThrownBy(() -> names(s, Author_.books.has()))
                                    .isInstanceOf(InvalidRequestException.class)
                                    .hasMessageContaining("use any");
                            assertThatThrownBy(() -> titles(s, Book_.author.any()))
                                    .isInstanceOf(InvalidRequestException.class)
                                    .hasMessageContaining("use has");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Comparisons with objects (QU-12, QU-13, QU-14)")
    void comparisonsWithObjects(TestDatabase database) {
        Library.on(database)
                .session(
                        s -> {
                            Author ann = Objects.requireNonNull(s.get(Author.class, 1L));
                            Book cats = Objects.requireNonNull(s.get(Book.class, 12L));
                            Book dogs = Objects.requireNonNull(s.get(Book.class, 13L));
                            Tag y = Objects.requireNonNull(s.get(Tag.class, 2L));
                            Tag x = Objects.requireNonNull(s.get(Tag.class, 1L));
                            Profile writes = Objects.requireNonNull(s.get(Profile.class, 1L));
                            assertThat(titles(s, Book_.author.eq(ann)))
                                    .containsExactly("Ants", "Bees");
                            assertThat(titles(s, Book_.author.ne(ann)))
                                    .containsExactly("Cats", "Dogs");
                            assertThat(titles(s, Book_.author.eq(ann).not()))
                                    .containsExactly("Cats");
                            assertThat(titles(s, Book_.author.isNull())).containsExactly("Dogs");
                            assertThat(titles(s, Book_.author.in(List.of(ann)))).hasSize(2);
                            assertThat(names(s, Author_.books.contains(cats)))
                                    .containsExactly("Bob");
                            assertThat(names(s, Author_.books.contains(dogs))).isEmpty();
                            assertThat(
                                            titles(
                                                    s,
                                                    Book_.tags
                                                            .contains(y)
                                                            .and(Book_.tags.contains(x))))
                                    .containsExactly("Ants");
                            assertThat(titles(s, Book_.tags.contains(x).or(Book_.tags.contains(y))))
                                    .containsExactly("Ants", "Bees");
                            assertThat(titles(s, Book_.tags.isEmpty())).containsExactly("Dogs");
                            assertThat(names(s, Author_.profile.eq(writes))).containsExactly("Ann");
                            assertThat(names(s, Author_.profile.ne(writes)))
                                    .containsExactly("Bob", "Cid");
                            assertThat(names(s, Author_.profile.isNull())).containsExactly("Cid");
                            Author dan = new Author();
                            dan.id = 4L;
                            s.add(dan);
                            assertThat(titles(s, Book_.author.eq(dan))).isEmpty();
                            assertThatThrownBy(() -> names(s, Author_.books.contains(new Book())))
                                    .as("QU-12: nothing that could be compared was ever set")
                                    .isInstanceOf(InvalidRequestException.class)
                                    .hasMessageContaining("authorId")
                                    .hasMessageContaining("flush first");
                            assertThatThrownBy(() -> names(s, Author_.books.eq(cats)))
                                    .isInstanceOf(InvalidRequestException.class)
                                    .hasMessageContaining("use contains");
                            assertThat(s.query(Profile.class).where(Profile_.author.eq(ann)).one())
                                    .isSameAs(writes);
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Elements of an owner's relationship (QU-15)")
    void elementsOfAnOwner(TestDatabase database) {
        Library.on(database)
                .session(
                        s -> {
                            Author ann = Objects.requireNonNull(s.get(Author.class, 1L));
                            Book ants = Objects.requireNonNull(s.get(Book.class, 10L));
                            assertThat(titles(s, Author_.books.elementsOf(ann)))
                                    .containsExactly("Ants", "Bees");
                            assertThat(names(s, Book_.author.elementsOf(ants)))
                                    .containsExactly("Ann");
                            assertThat(
                                            s.query(Tag.class)
                                                    .where(Book_.tags.elementsOf(ants))
                                                    .count())
                                    .isEqualTo(2);
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A join makes conditions speak of one row; objects come once (QU-20, LO-49)")
    void joins(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                s -> {
                    List<Author> found =
                            s.query(Author.class)
                                    .join(Author_.books)
                                    .where(Book_.title.like("%s"))
                                    .orderBy("books.title")
                                    .list();
                    assertThat(found).extracting(a -> a.name).containsExactly("Ann", "Bob");
                    assertThat(s.query(Author.class).join("books").count()).isEqualTo(2);
                    assertThat(s.query(Author.class).outerJoin("books").count()).isEqualTo(3);
                    assertThat(
                                    s.query(Author.class)
                                            .join("books.reviews")
                                            .where(Book_.title.eq("Ants").and(Review_.stars.eq(3)))
                                            .list())
                            .hasSize(1);
                    assertThatThrownBy(() -> s.query(Author.class).orderBy("books.title").list())
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("Join the collection");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The order may be by an attribute of a joined entity, and of no other (QU-26)")
    void theOrderMayBeByAJoinedEntity(TestDatabase database) {
        Library.on(database)
                .session(
                        s -> {
                            assertThat(
                                            s.query(Author.class)
                                                    .join(Author_.books)
                                                    .orderBy(Book_.title.desc())
                                                    .list())
                                    .extracting(author -> author.name)
                                    .containsExactly("Bob", "Ann");
                            assertThatThrownBy(
                                            () ->
                                                    s.query(Author.class)
                                                            .orderBy(Book_.id.desc())
                                                            .list())
                                    .isInstanceOf(InvalidRequestException.class)
                                    .hasMessageContaining("join the relationship");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "Rows are locked also where a limited query joins a collection for loading (LO-47)")
    void aLimitedQueryThatJoinsACollectionLocks(TestDatabase database) {
        Library.on(database)
                .session(
                        s ->
                                assertThat(
                                                s.query(Author.class)
                                                        .options(Load.joined("books"))
                                                        .orderBy("id")
                                                        .limit(2)
                                                        .lock(RowLock.FOR_UPDATE)
                                                        .list())
                                        .extracting(author -> author.books.size())
                                        .containsExactly(2, 1));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("one, oneOrNone, first, count, exists, limit, offset (QU-27, QU-28)")
    void results(TestDatabase database) {
        Library.on(database)
                .session(
                        s -> {
                            assertThat(s.query(Book.class).count()).isEqualTo(4);
                            assertThat(s.query(Book.class).where("year > 1995").count())
                                    .isEqualTo(2);
                            assertThat(s.query(Book.class).where("year > 3000").exists()).isFalse();
                            assertThat(s.query(Book.class).exists()).isTrue();
                            assertThat(s.query(Book.class).where("id = 99").oneOrNone()).isNull();
                            assertThatThrownBy(() -> s.query(Book.class).where("id = 99").one())
                                    .isInstanceOf(NoResultException.class);
                            assertThatThrownBy(() -> s.query(Book.class).one())
                                    .isInstanceOf(MultipleResultsException.class);
                            assertThat(
                                            Objects.requireNonNull(
                                                            s.query(Book.class)
                                                                    .orderBy(Book_.year.desc())
                                                                    .first())
                                                    .title)
                                    .isEqualTo("Dogs");
                            assertThat(s.query(Book.class).orderBy("id").offset(1).limit(2).list())
                                    .extracting(b -> b.title)
                                    .containsExactly("Bees", "Cats");
                            assertThat(s.query(Book.class).orderBy("id").offset(3).list())
                                    .hasSize(1);
                            assertThat(
                                            s.query(Book.class)
                                                    .orderBy("author.name nulls last", "id desc")
                                                    .list())
                                    .extracting(b -> b.title)
                                    .containsExactly("Bees", "Ants", "Cats", "Dogs");
                            try (Stream<Book> books =
                                    s
                                            .query(Book.class)
                                            .orderBy("id")
                                            .fetchSize(2)
                                            .options(Load.selectIn("reviews"))
                                            .stream()) {
                                assertThat(books.map(b -> b.reviews.size()).toList())
                                        .containsExactly(2, 0, 1, 0);
                            }
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Single attributes as arrays and records")
    void projections(TestDatabase database) {
        Library.on(database)
                .session(
                        s -> {
                            assertThat(
                                            s.query(Book.class)
                                                    .orderBy("id")
                                                    .select(
                                                            Line.class,
                                                            "title",
                                                            "author.name",
                                                            "year")
                                                    .list())
                                    .startsWith(new Line("Ants", "Ann", 1990))
                                    .endsWith(new Line("Dogs", null, 2005));
                            assertThat(
                                            s.query(Author.class)
                                                    .join("books")
                                                    .orderBy("books.id")
                                                    .select("name", "books.title")
                                                    .list())
                                    .hasSize(3);
                            assertThat(
                                            s.query(Book.class)
                                                    .distinct()
                                                    .orderBy("author.name")
                                                    .where("author is not null")
                                                    .select("author.name")
                                                    .list())
                                    .containsExactly(new Object[] {"Ann"}, new Object[] {"Bob"});
                        });
    }

    record Line(String title, String author, long year) {}

    @ParameterizedTest
    @EnumSource
    @DisplayName("Bulk update and delete; objects of the session follow (QU-30, QU-31)")
    void bulkStatements(TestDatabase database) {
        Library.on(database)
                .session(
                        s -> {
                            Book ants = Objects.requireNonNull(s.get(Book.class, 10L));
                            Book dogs = Objects.requireNonNull(s.get(Book.class, 13L));
                            assertThat(
                                            s.query(Book.class)
                                                    .where("author.name = 'Ann'")
                                                    .update(Map.of("year", 7)))
                                    .isEqualTo(2);
                            assertThat(ants.year).isEqualTo(7);
                            assertThat(dogs.year).isEqualTo(2005);
                            Author bob = Objects.requireNonNull(s.get(Author.class, 2L));
                            assertThat(
                                            s.query(Book.class)
                                                    .where(Book_.id.eq(13L))
                                                    .update(Map.of("author", bob)))
                                    .isEqualTo(1);
                            assertThat(dogs.author.get()).isSameAs(bob);
                            s.query(io.relmap.load.library.Review.class).delete();
                            assertThat(s.query(Book.class).where(Book_.id.eq(13L)).delete())
                                    .isEqualTo(1);
                            assertThat(s.contains(dogs)).isFalse();
                            assertThatThrownBy(() -> s.query(Book.class).limit(1).delete())
                                    .isInstanceOf(InvalidRequestException.class);
                            assertThatThrownBy(() -> s.query(Book.class).join("tags").delete())
                                    .isInstanceOf(InvalidRequestException.class);
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Wrong paths and texts name the nearest attribute (LO-113)")
    void wrongPathsAreExplained(TestDatabase database) {
        Library.on(database)
                .session(
                        s -> {
                            assertThatThrownBy(
                                            () -> s.query(Book.class).where("titel = 'x'").list())
                                    .isInstanceOf(InvalidRequestException.class)
                                    .hasMessageContaining("Did you mean \"title\"");
                            assertThatThrownBy(() -> s.query(Book.class).where("title = :t").list())
                                    .isInstanceOf(InvalidRequestException.class)
                                    .hasMessageContaining(":t");
                            assertThatThrownBy(
                                            () ->
                                                    s.query(Book.class)
                                                            .where(Author_.name.eq("Ann"))
                                                            .list())
                                    .isInstanceOf(InvalidRequestException.class)
                                    .hasMessageContaining("does not belong");
                        });
    }
}
