package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.ddl.SchemaOperations;
import io.relmap.dialect.Dialects;
import io.relmap.error.ErrorCode;
import io.relmap.error.RelmapException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.jdbc.ConnectionSource;
import io.relmap.jdbc.Database;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The plan of a flush as text: what is done, in which order, and why. */
class FlushPlanTest {

    private final DataSource dataSource = TestDatabase.H2.freshDataSource();
    private final Relmap relmap =
            Relmap.builder()
                    .dataSource(dataSource)
                    .entities(Author.class, Book.class, Node.class, Note.class)
                    .build();
    private final Session session = relmap.openSession();

    @BeforeEach
    void createTables() {
        new SchemaOperations(
                        relmap.mapping().metaData(),
                        Database.of(Dialects.of(dataSource)),
                        ConnectionSource.of(dataSource))
                .createAll();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    @DisplayName("UW-18, UW-30: parents first, then keys, then children")
    void newRowsGoInAfterTheRowsThatTheyReferTo() {
        session.add(new Author("Le Guin", new Book("The Dispossessed"), new Book("Lavinia")));

        assertThat(steps())
                .containsExactly(
                        "save Author: Author@1",
                        "copy keys of Author.books: Author@1",
                        "copy keys of Book.author: Book@1, Book@2",
                        "save Book: Book@1, Book@2");
    }

    @Test
    @DisplayName("UW-146: the plan names for each row what it waits for, and by which columns")
    void theCausesNamePairsOfRowsAndColumns() {
        session.add(new Author("Le Guin", new Book("Lavinia")));

        assertThat(numbered(session.flushPlan().describe()))
                .contains("Book@1 after Author@1: Author.books (book.author_id)");
        assertThat(session.flushPlan().toMermaid())
                .startsWith("flowchart TD\n")
                .contains("Author.books (book.author_id)");
    }

    @Test
    @DisplayName("UW-146: a plan sends nothing; what it would load stands in it")
    void thePlanSaysWhatItWouldLoad() {
        session.add(new Author("Le Guin", new Book("Lavinia")));
        session.commit();
        Author author = session.query(Author.class).one();
        session.delete(author);
        session.expire(author);

        assertThat(session.flushPlan().openLoads()).containsExactly("load Author#1.books");
        assertThat(session.contains(author)).isTrue();
    }

    @Test
    @DisplayName("UW-29: a tree goes in level by level, one step for each")
    void rowsOfATreeGoInLevelByLevel() {
        Node root = new Node("root");
        Node left = new Node("left");
        Node right = new Node("right");
        root.children.addAll(List.of(left, right));
        left.children.add(new Node("leaf"));
        session.add(root);

        assertThat(steps())
                .filteredOn(step -> step.startsWith("save"))
                .containsExactly(
                        "save Node: Node@1", "save Node: Node@2, Node@3", "save Node: Node@4");
    }

    @Test
    @DisplayName("UW-29: leaves of any depth go out first")
    void aTreeGoesOutFromItsLeaves() {
        Node root = new Node("root");
        Node left = new Node("left");
        root.children.addAll(List.of(left, new Node("right")));
        left.children.add(new Node("leaf"));
        session.add(root);
        session.flush();
        session.delete(root);

        assertThat(steps())
                .filteredOn(step -> step.startsWith("delete"))
                .containsExactly(
                        "delete Node: Node#3, Node#4",
                        "delete Node: Node#2",
                        "delete Node: Node#1");
    }

    @Test
    @DisplayName("CA-60 strict: an object outside the session is an error before any SQL")
    void aReferenceToAnObjectOutsideTheSessionIsRefusedBeforeAnySql() {
        Note note = new Note();
        note.about.set(new Author("Le Guin"));
        session.add(note);

        assertThatThrownBy(session::flush)
                .isInstanceOfSatisfying(
                        RelmapException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_IN_SESSION_AT_FLUSH))
                .hasMessageContaining("Note.about")
                .hasMessageContaining("SAVE_UPDATE");
    }

    private List<String> steps() {
        return Stream.of(numbered(session.flushPlan().describe()).split("\n"))
                .filter(line -> line.matches("\\d+\\. .*"))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    /** Numbers new objects in the order in which they are named, since their own labels are addresses. */
    private static String numbered(@Nullable String text) {
        String result = String.valueOf(text);
        for (String entity : List.of("Author", "Book", "Node")) {
            List<String> labels =
                    java.util.regex.Pattern.compile(entity + "@[0-9a-f]+")
                            .matcher(result)
                            .results()
                            .map(java.util.regex.MatchResult::group)
                            .distinct()
                            .toList();
            for (int i = 0; i < labels.size(); i++) {
                result = result.replace(labels.get(i), entity + "@" + (i + 1));
            }
        }
        return result;
    }

    @Entity(table = "author")
    static class Author {
        @Id @GeneratedValue @Nullable Long id;

        @Column(length = 80)
        @Nullable String name;

        @Relationship(backPopulates = "author", cascade = Cascade.ALL)
        final ToList<Book> books = ToList.of(this);

        Author() {}

        Author(String name, Book... books) {
            this.name = name;
            this.books.addAll(List.of(books));
        }
    }

    @Entity(table = "book")
    static class Book {
        @Id @GeneratedValue @Nullable Long id;

        @Column(length = 80)
        @Nullable String title;

        @ForeignKey("author.id")
        @Relationship(backPopulates = "books")
        final ToOne<Author> author = ToOne.of(this);

        Book() {}

        Book(String title) {
            this.title = title;
        }
    }

    @Entity(table = "node")
    static class Node {
        @Id @GeneratedValue @Nullable Long id;

        @Column(length = 80)
        @Nullable String name;

        @ForeignKey("node.id")
        @Nullable Long parentId;

        @Relationship(backPopulates = "children", remoteSide = "Node.id")
        final ToOne<Node> parent = ToOne.of(this);

        @Relationship(backPopulates = "parent", cascade = Cascade.ALL)
        final ToList<Node> children = ToList.of(this);

        Node() {}

        Node(String name) {
            this.name = name;
        }
    }

    @Entity(table = "note")
    static class Note {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("author.id")
        @Relationship(cascade = Cascade.NONE)
        final ToOne<Author> about = ToOne.of(this);
    }
}
