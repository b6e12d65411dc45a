package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
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
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.session.SessionOptions;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
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

    private final List<String> sent = new ArrayList<>();
    private final DataSource dataSource = TestDatabase.H2.freshDataSource();
    private final Relmap relmap =
            Relmap.builder()
                    .dataSource(dataSource)
                    .entities(Author.class, Book.class, Node.class, Note.class)
                    .entities(Shelf.class, Box.class, Item.class, Country.class, City.class)
                    .entities(Region.class, Town.class)
                    .listener((StatementListener) execution -> sent.add(execution.sql()))
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

        assertThat(session.flushPlan().openLoads()).contains("load Author#1.books");
        assertThat(session.contains(author)).isTrue();
    }

    @Test
    @DisplayName("UW-146: a loading plan reads what the flush would read, and has no open step")
    void aLoadingPlanIsComplete() {
        Author author = savedAuthorWithBook();
        session.delete(author);
        session.expire(author);

        FlushPlan plan = session.flushPlan(PlanDepth.LOADING);

        assertThat(plan.openLoads()).isEmpty();
        assertThat(plan.describe()).contains("delete Book: Book#1").contains("delete Author");
        assertThat(session.deletedObjects()).contains(author);
    }

    @Test
    @DisplayName("UW-146: what an orphan would take along is not loaded by a plan from memory")
    void aPlanFromMemoryDoesNotLoadWhatAnOrphanTakesAlong() {
        Shelf shelf = new Shelf();
        Box box = new Box();
        box.items.add(new Item());
        shelf.boxes.add(box);
        session.add(shelf);
        session.commit();
        sent.clear();
        shelf.boxes.get(0);
        sent.clear();
        shelf.boxes.clear();

        assertThat(session.flushPlan().openLoads()).containsExactly("load Box#1.items");
        assertThat(sent).isEmpty();
        assertThat(session.flushPlan(PlanDepth.LOADING).describe()).contains("delete Item: Item#1");
        session.flush();
        assertThat(session.query(Item.class).count()).isZero();
    }

    @Test
    @DisplayName(
            "UW-56, UW-146: a plan puts back the keys that the flush carries over before it writes")
    void aPlanChangesNoField() {
        Country country = new Country("FR");
        City city = new City();
        city.country.set(country);
        session.add(city);
        session.commit();
        city.country.get();
        country.code = "FX";

        String planned = session.flushPlan(PlanDepth.LOADING).describe();

        assertThat(planned).contains("save City: City#1");
        assertThat(city.countryCode).isEqualTo("FR");
        assertThat(session.dirtyObjects()).containsExactly(country);
    }

    @Test
    @DisplayName(
            "UW-146, UW-56: a plan from memory finds who refers to an object whose key changes")
    void aPlanFromMemoryFindsWhoFollowsAKey() {
        Country country = new Country("FR");
        City city = new City();
        city.country.set(country);
        City elsewhere = new City();
        elsewhere.country.set(new Country("DE"));
        session.addAll(List.of(city, elsewhere));
        session.commit();
        session.query(City.class).list();
        session.query(Country.class).where("code = 'FR'").one();
        country.code = "FX";
        sent.clear();

        FlushPlan plan = session.flushPlan();

        assertThat(plan.openLoads()).isEmpty();
        assertThat(plan.describe()).contains("save City: City#" + city.id).contains("Country#FR");
        assertThat(sent).isEmpty();
        assertThat(city.countryCode).isEqualTo("FR");
        assertThat(Inspect.of(city).attribute("country").isLoaded()).isFalse();
        assertThat(session.dirtyObjects()).containsExactly(country);
    }

    @Test
    @DisplayName("UW-146, UW-56: also if the object whose key changes is expired")
    void aPlanFromMemoryFindsWhoFollowsTheKeyOfAnExpiredObject() {
        Country country = new Country("FR");
        City city = new City();
        city.country.set(country);
        session.add(city);
        session.commit();
        session.query(City.class).list();
        country.code = "FX";
        sent.clear();

        FlushPlan plan = session.flushPlan();

        assertThat(plan.openLoads()).isEmpty();
        assertThat(plan.describe()).contains("save City: City#" + city.id).contains("Country#FR");
        assertThat(sent).isEmpty();
        assertThat(city.countryCode).isEqualTo("FR");
    }

    @Test
    @DisplayName(
            "UW-146, UW-92: and whose members follow, though more of them may be in the database")
    void aPlanFromMemoryFindsWhichMembersFollow() {
        Region region = new Region("N");
        Town town = new Town();
        region.towns.add(town);
        session.add(region);
        session.commit();
        session.query(Town.class).list();
        session.query(Region.class).list();
        region.code = "S";
        sent.clear();

        FlushPlan plan = session.flushPlan();

        assertThat(plan.openLoads()).containsExactly("load Region#N.towns");
        assertThat(plan.describe()).contains("save Town: Town#" + town.id + "\n");
        assertThat(sent).isEmpty();
        assertThat(town.regionCode).isEqualTo("N");
        assertThat(session.flushPlan(PlanDepth.LOADING).openLoads()).isEmpty();
    }

    @Test
    @DisplayName("UW-146, SE-54.6: a plan forgets nothing of what was known of a cleared column")
    void aPlanForgetsNothingOfAClearedColumn() {
        SessionOptions options = SessionOptions.defaults().withExpireClearsFields(true);
        try (Session clearing = relmap.openSession(options)) {
            Country country = new Country("FR");
            City city = new City();
            city.countryCode = "FR";
            clearing.addAll(List.of(country, city));
            clearing.flush();
            assertThat(city.country.get()).isSameAs(country);
            clearing.expire(city, List.of("countryCode"));
            country.code = "FX";

            assertThat(clearing.flushPlan().describe()).contains("save City");

            clearing.rollback();
            assertThat(city.countryCode).isEqualTo("FR");
        }
    }

    @Test
    @DisplayName("UW-146: a plan that loads does not flush first")
    void aLoadingPlanWritesNothing() {
        Author author = savedAuthorWithBook();
        session.delete(author);
        session.expire(author);
        session.add(new Note());
        sent.clear();

        session.flushPlan(PlanDepth.LOADING);

        assertThat(sent).isNotEmpty().allMatch(sql -> sql.startsWith("SELECT"));
        assertThat(session.newObjects()).hasSize(1);
    }

    private Author savedAuthorWithBook() {
        session.add(new Author("Le Guin", new Book("Lavinia")));
        session.commit();
        return session.query(Author.class).one();
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

    @Entity(table = "shelf")
    static class Shelf {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship(cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
        final ToList<Box> boxes = ToList.of(this);
    }

    @Entity(table = "box")
    static class Box {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("shelf.id")
        @Nullable Long shelfId;

        @Relationship(cascade = Cascade.ALL)
        final ToList<Item> items = ToList.of(this);
    }

    @Entity(table = "item")
    static class Item {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("box.id")
        @Nullable Long boxId;
    }

    @Entity(table = "country")
    static class Country {
        @Id
        @Column(length = 2)
        @Nullable String code;

        Country() {}

        Country(String code) {
            this.code = code;
        }
    }

    @Entity(table = "city")
    static class City {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("country.code")
        @Column(length = 2)
        @Nullable String countryCode;

        @Relationship(passiveUpdates = false)
        final ToOne<Country> country = ToOne.of(this);
    }

    @Entity(table = "region")
    static class Region {
        @Id
        @Column(length = 2)
        @Nullable String code;

        @Relationship(passiveUpdates = false)
        final ToList<Town> towns = ToList.of(this);

        Region() {}

        Region(String code) {
            this.code = code;
        }
    }

    @Entity(table = "town")
    static class Town {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("region.code")
        @Column(length = 2)
        @Nullable String regionCode;
    }

    @Entity(table = "note")
    static class Note {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("author.id")
        @Relationship(cascade = Cascade.NONE)
        final ToOne<Author> about = ToOne.of(this);
    }
}
