package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.load.library.Author;
import io.relmap.load.library.Author_;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.load.library.Node;
import io.relmap.load.library.Review;
import io.relmap.load.library.Review_;
import io.relmap.load.library.Tag_;
import io.relmap.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The code of docs/queries.md compiles and does what the page says")
class QueriesGuideTest {

    @ParameterizedTest
    @EnumSource
    void conditions(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            List<Book> found =
                                    session.query(Book.class)
                                            .where(
                                                    "author.name = :name and year > 1990",
                                                    Map.of("name", "Ann"))
                                            .where(Book_.tags.any(Tag_.label.eq("y")))
                                            .orderBy("year desc", "id")
                                            .limit(20)
                                            .list();
                            assertThat(found)
                                    .extracting(book -> book.title)
                                    .containsExactly("Bees");
                        });
    }

    @ParameterizedTest
    @EnumSource
    void joins(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            List<Node> grandchildren =
                                    session.query(Node.class)
                                            .join("parent", "p")
                                            .join("p.parent", "pp")
                                            .where("pp.label = 'root'")
                                            .orderBy("p.label", "label")
                                            .list();
                            assertThat(grandchildren)
                                    .extracting(node -> node.label)
                                    .containsExactly("aa");

                            Alias<Book> late = Alias.of(Book.class, "late");

                            List<Author> quiet =
                                    session.query(Author.class)
                                            .outerJoin(Author_.books, late, Book_.year.gt(1999))
                                            .where(late.get(Book_.id).isNull())
                                            .list();
                            assertThat(quiet)
                                    .extracting(author -> author.name)
                                    .containsExactlyInAnyOrder("Ann", "Cid");
                        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void fullJoins(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            List<Object[]> both =
                                    session.query(Book.class)
                                            .fullJoin("author")
                                            .orderBy("author.name", "title")
                                            .select("title", "author.name")
                                            .list();
                            assertThat(both).hasSize(5).contains(new Object[] {null, "Cid"});
                        });
    }

    @ParameterizedTest
    @EnumSource
    void queriesInsideQueries(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Condition praised =
                                    session.query(Review.class)
                                            .where(
                                                    Review_.book
                                                            .to(Book_.id)
                                                            .eq(Book_.id)
                                                            .and(Review_.stars.gt(4)))
                                            .asExists();

                            List<Book> latest =
                                    session.query(Book.class)
                                            .named("one")
                                            .where(praised.or(Book_.author.isNull()))
                                            .where(
                                                    Book_.year.ge(
                                                            session.query(Book.class)
                                                                    .where(
                                                                            "publisherId ="
                                                                                    + " one.publisherId")
                                                                    .asValues(
                                                                            "avg(year)",
                                                                            Integer.class)))
                                            .list();

                            List<Author> unpublished =
                                    session.query(Author.class)
                                            .where(
                                                    Author_.id
                                                            .in(
                                                                    session.query(Book.class)
                                                                            .asValues(
                                                                                    Book_.authorId))
                                                            .not())
                                            .list();
                            assertThat(latest).isEmpty();
                            assertThat(unpublished)
                                    .extracting(author -> author.name)
                                    .containsExactly("Cid");
                        });
    }

    @ParameterizedTest
    @EnumSource
    void windows(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Window<Author> first =
                                    session.query(Author.class)
                                            .orderBy("id desc")
                                            .limit(2)
                                            .window();

                            Window<Author> second =
                                    session.query(Author.class)
                                            .orderBy("id desc")
                                            .limit(2)
                                            .windowAfter(first.end());
                            assertThat(first.hasMore()).isTrue();
                            assertThat(second.objects())
                                    .extracting(author -> author.name)
                                    .containsExactly("Ann");
                        });
    }

    @ParameterizedTest
    @EnumSource
    void sqlOfYourOwn(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            List<Node> below =
                                    session.sql(
                                                    Node.class,
                                                    "with recursive below(id, parent_id, label) as"
                                                            + " (select id, parent_id, label from"
                                                            + " node where label = :top union all"
                                                            + " select n.id, n.parent_id, n.label"
                                                            + " from node n join below b on"
                                                            + " n.parent_id = b.id) select * from"
                                                            + " below",
                                                    Map.of("top", "a"))
                                            .options(Load.selectIn("children"))
                                            .orderBy("id")
                                            .list();
                            assertThat(below).hasSize(3);
                        });
    }

    record Output(String name, long books, Integer latest) {}

    @ParameterizedTest
    @EnumSource
    void rowsOfValues(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            List<Output> outputs =
                                    session.query(Author.class)
                                            .outerJoin("books")
                                            .groupBy("name")
                                            .having("count(books.id) < :n", Map.of("n", 9))
                                            .orderBy("count(books.id) desc", "name")
                                            .select(
                                                    Output.class,
                                                    "name",
                                                    "count(books.id)",
                                                    "max(books.year)")
                                            .list();
                            assertThat(outputs)
                                    .extracting(Output::name)
                                    .containsExactly("Ann", "Bob", "Cid");
                            assertThat(outputs.get(0).latest()).isEqualTo(1995);
                        });
    }

    @ParameterizedTest
    @EnumSource
    void bulkStatements(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            int changed =
                                    session.query(Book.class)
                                            .where("author.name = 'Ann'")
                                            .update(
                                                    Map.of(
                                                            "year",
                                                            Computed.of(
                                                                    "year + :n", Map.of("n", 1))));

                            int deleted =
                                    session.query(Review.class).where(Review_.stars.lt(4)).delete();
                            assertThat(changed).isEqualTo(2);
                            assertThat(deleted).isEqualTo(1);
                        });
    }

    /** A block stands on the page as it does here, but for blanks. */
    @Test
    void everyBlockOfThePageIsInThisClass() throws IOException {
        String here =
                plain(
                        Files.readString(
                                Path.of("src/test/java/io/relmap/query/QueriesGuideTest.java")));
        List<String> blocks =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("../docs/queries.md")))
                        .results()
                        .map(block -> block.group(1))
                        .toList();
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            assertThat(Arrays.stream(block.split("\n\n", -1)).filter(part -> !part.isBlank()))
                    .allSatisfy(part -> assertThat(here).contains(plain(part)));
        }
    }

    private static String plain(String code) {
        return code.replaceAll("\"\\s*\\+\\s*\"", "").replaceAll("\\s+", "");
    }
}
