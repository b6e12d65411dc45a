package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relmap.Inspect;
import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Library;
import io.relmap.load.library.Node;
import io.relmap.query.Load;
import io.relmap.query.LoadPath;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tree is 1 (2 (4 (5)), 3); children are mapped as joined, two levels deep. */
@DisplayName("What loader options say beside their strategy")
class LoadDetailsTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-88: so many further levels of a self-reference are loaded, one statement each")
    void levelsAreLoaded(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Node root = root(session, Load.selectIn("children").recursive(1));
                    assertThat(library.statements()).hasSize(3);
                    assertThat(loaded(root)).containsExactly(1L, 2L, 4L, 3L);
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-88: or as many as there are, with everything said below on each of them")
    void allLevelsAreLoaded(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Node root = root(session, Load.selectIn("children").recursive());
                    assertThat(library.statements()).hasSize(5);
                    assertThat(loaded(root)).containsExactly(1L, 2L, 4L, 5L, 3L);
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-88: upwards, too; and immediate loading goes down as far as is said")
    void upwardsAndOneByOne(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Node leaf =
                            session.query(Node.class)
                                    .where("id = 5")
                                    .options(Load.path("parent").lazy("children"))
                                    .options(Load.selectIn("parent").recursive())
                                    .one();
                    library.statements();
                    List<Long> way = new ArrayList<>();
                    for (Node node = leaf; node != null; node = node.parent.get()) {
                        way.add(node.id);
                    }
                    assertThat(way).containsExactly(5L, 4L, 2L, 1L);
                    assertThat(library.statements()).isEmpty();
                });
        library.session(
                session -> {
                    Node leaf =
                            session.query(Node.class)
                                    .where("id = 5")
                                    .options(Load.immediate("parent").recursive(1))
                                    .one();
                    assertThat(library.statements()).hasSize(3);
                    Node top = leaf.parent.get().parent.get();
                    assertThat(top.id).isEqualTo(2);
                    assertThat(Inspect.of(top).attribute("parent").isLoaded()).isFalse();
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-33, LO-88: immediate levels go on from an object that was there before, by the present query's option")
    void levelsGoOnFromKnownObjects(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Node known = session.query(Node.class).where("id = 5").one();
                    Node leaf =
                            session.query(Node.class)
                                    .where("id = 5")
                                    .options(Load.immediate("parent").recursive())
                                    .one();
                    assertThat(leaf).isSameAs(known);
                    library.statements();
                    assertThat(leaf.parent.get().parent.get().parent.get().id).isEqualTo(1);
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-88 [differs]: rows that refer to each other in a ring end it, even where everything is read anew")
    void ringsEndIt(TestDatabase database) {
        Library library = Library.on(database);
        library.execute("update node set parent_id = 5 where id = 1");
        library.session(
                session -> {
                    for (int round = 0; round < 2; round++) {
                        List<Node> found =
                                session.query(Node.class)
                                        .where("id = 1")
                                        .options(Load.selectIn("children").recursive())
                                        .populateExisting()
                                        .list();
                        assertThat(library.statements()).hasSize(5);
                        Node root = found.get(0);
                        Node last = root.children.get(0).children.get(0).children.get(0);
                        assertThat(last.children).containsExactly(root);
                        library.statements();
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-85: a statement takes as many keys as the option says")
    void aStatementTakesSoManyKeys(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> authors =
                            session.query(Author.class)
                                    .orderBy("id")
                                    .options(Load.selectIn("books").chunkSize(2))
                                    .list();
                    assertThat(library.statements()).hasSize(3);
                    assertThat(authors).extracting(a -> a.books.size()).containsExactly(2, 1, 0);
                    assertThat(library.statements()).isEmpty();
                });
    }

    @Test
    @DisplayName(
            "LO-85, LO-88, LO-112: details that make no sense are refused before any statement")
    void wrongDetailsAreRefused() {
        Library library = Library.on(TestDatabase.H2);
        LoadPath books = Load.selectIn("books");
        refused(() -> books.chunkSize(0), "one key at least, not 0");
        refused(() -> books.recursive(-1), "no -1 levels");
        library.session(
                session -> {
                    refused(
                            () -> session.query(Author.class).options(books.recursive(2)).list(),
                            "Author.books leads to Book, not to its own entity");
                    refused(
                            () -> root(session, Load.joined("children").recursive()),
                            "Node.children is loaded by \"joined\", which has no further levels");
                    refused(
                            () ->
                                    session.query(Author.class)
                                            .options(books.chunkSize(2), books.chunkSize(3))
                                            .list(),
                            "\"selectin\" with other details");
                    assertThat(library.statements()).isEmpty();
                    refused(
                            () ->
                                    session.query(Author.class)
                                            .options(Load.joined("books").chunkSize(2))
                                            .list(),
                            "Author.books is loaded by \"joined\", which takes no list of keys");
                    LoadPath children = Load.selectIn("children");
                    refused(
                            () ->
                                    session.query(Node.class)
                                            .options(
                                                    children.recursive(),
                                                    Load.joined("children.children"))
                                            .list(),
                            "one option speaks by recursive(), another by name");
                    assertThat(library.statements()).isEmpty();
                    refused(
                            () ->
                                    session.query(Author.class)
                                            .options(books.chunkSize(2), books)
                                            .list(),
                            "\"selectin\" with other details");
                    refused(
                            () ->
                                    session.query(Author.class)
                                            .options(
                                                    Load.joined("books"),
                                                    Load.joined("books").innerJoin(InnerJoin.TRUE))
                                            .list(),
                            "\"joined\" with other details");
                    assertThat(library.statements()).isEmpty();
                    session.query(Author.class)
                            .options(books.chunkSize(2), books.chunkSize(2))
                            .list();
                    session.query(Author.class)
                            .options(Load.path("books").joined("reviews"), books.chunkSize(2))
                            .populateExisting()
                            .list();
                    assertThat(library.statements()).hasSize(6);
                });
        assertThatIllegalStateException()
                .isThrownBy(() -> Load.path("children").recursive())
                .withMessageContaining("how it is loaded");
        assertThatIllegalStateException()
                .isThrownBy(() -> Load.path("books").all(Lazy.SELECT_IN).chunkSize(2));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-88: two recursions that meet go on by themselves")
    void twoRecursionsMeet(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Node two =
                            session.query(Node.class)
                                    .where("id = 2")
                                    .options(
                                            Load.everything(Lazy.SELECT),
                                            Load.selectIn("children").recursive(1),
                                            Load.selectIn("parent")
                                                    .selectIn("children")
                                                    .recursive(3))
                                    .one();
                    library.statements();
                    Node five = two.children.get(0).children.get(0);
                    assertThat(five.children).isEmpty();
                    assertThat(library.statements()).isEmpty();
                });
    }

    private static Node root(Session session, Load option) {
        return session.query(Node.class)
                .where("id = 1")
                .options(Load.everything(Lazy.SELECT), option)
                .one();
    }

    /** The nodes that are reached without a statement, depth first. */
    private static List<Long> loaded(Node node) {
        List<Long> found = new ArrayList<>();
        found.add(node.id);
        if (Inspect.of(node).attribute("children").isLoaded()) {
            node.children.forEach(child -> found.addAll(loaded(child)));
        }
        return found;
    }

    private static void refused(Runnable call, String message) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(call::run)
                .withMessageContaining(message);
    }
}
