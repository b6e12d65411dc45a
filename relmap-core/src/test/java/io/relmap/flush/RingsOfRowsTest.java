package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.CircularDependencyException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.mapping.Behaviour;
import io.relmap.observe.StatementCause.Kind;
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("02, 6.2: a strict session opens a ring of rows at a reference that may be null")
class RingsOfRowsTest {

    private final List<String> written = new ArrayList<>();

    private Relmap relmap(TestDatabase database, Behaviour behaviour, Class<?>... entities) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(entities)
                        .behaviour(behaviour)
                        .listener(
                                (StatementListener)
                                        execution -> {
                                            if (execution.cause().kind() == Kind.FLUSH) {
                                                written.add(firstWords(execution.sql()));
                                            }
                                        })
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    private Relmap strict(TestDatabase database, Class<?>... entities) {
        return relmap(database, Behaviour.STRICT, entities);
    }

    private static String firstWords(String sql) {
        String[] words = sql.replace("\"", "").split(" ", 4);
        String verb = words[0].toLowerCase(Locale.ROOT);
        return verb + " " + (verb.equals("update") ? words[1] : words[2]);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-34: mutually dependent rows go in with a null, are completed, and go out again")
    void mutuallyDependentRows(TestDatabase database) {
        Relmap relmap = strict(database, Widget.class, Entry.class);
        Widget widget = new Widget();
        Entry first = new Entry();
        widget.entries.addAll(List.of(first, new Entry()));
        widget.favourite.set(first);

        relmap.inTransaction(session -> session.add(widget));

        assertThat(written).containsExactly("insert widget", "insert entry", "update widget");
        relmap.inTransaction(
                session -> {
                    Widget found = session.query(Widget.class).one();
                    assertThat(found.entries).hasSize(2).contains(found.favourite.get());
                    assertThat(found.favouriteId).isEqualTo(first.id);
                    written.clear();
                    session.delete(found);
                    found.entries.forEach(session::delete);
                });
        assertThat(written)
                .containsExactly("delete entry", "update widget", "delete entry", "delete widget");
        relmap.inTransaction(session -> assertThat(session.query(Entry.class).list()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-34: a new row that refers to itself")
    void aRowThatRefersToItself(TestDatabase database) {
        Relmap relmap = strict(database, Node.class);
        Node node = new Node();
        node.parent.set(node);

        relmap.inTransaction(session -> session.add(node));

        assertThat(written).containsExactly("insert node", "update node");
        relmap.inTransaction(
                session -> {
                    Node found = session.query(Node.class).one();
                    assertThat(found.parent.get()).isSameAs(found);
                    session.delete(found);
                });
        relmap.inTransaction(session -> assertThat(session.query(Node.class).list()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-34: a ring of three rows of one table, from the side of the collections")
    void aRingOfThree(TestDatabase database) {
        Relmap relmap = strict(database, Node.class);
        Node first = new Node();
        Node second = new Node();
        Node third = new Node();
        first.children.add(second);
        second.children.add(third);
        third.children.add(first);
        third.children.add(new Node());

        relmap.inTransaction(session -> session.add(first));

        assertThat(written).filteredOn("update node"::equals).hasSize(1);
        relmap.inTransaction(
                session -> {
                    Node found = session.get(Node.class, first.id);
                    Node three = found.parent.get();
                    assertThat(three.parent.get().parent.get()).isSameAs(found);
                    assertThat(three.children).hasSize(2);
                    written.clear();
                    session.query(Node.class).list().forEach(session::delete);
                });
        assertThat(written).filteredOn("update node"::equals).hasSize(1);
        relmap.inTransaction(session -> assertThat(session.query(Node.class).list()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("6.2: a ring over three tables is opened where the key may be null")
    void aRingOverThreeTables(TestDatabase database) {
        Relmap relmap = strict(database, A.class, B.class, C.class);
        A a = new A();
        B b = new B();
        C c = new C();
        a.b.set(b);
        b.c.set(c);
        c.a.set(a);

        relmap.inTransaction(session -> session.add(a));

        assertThat(written).hasSize(4).last().isEqualTo("update b");
        relmap.inTransaction(
                session -> {
                    A found = session.query(A.class).one();
                    assertThat(found.b.get().c.get().a.get()).isSameAs(found);
                    written.clear();
                    session.delete(found.b.get().c.get());
                    session.delete(found.b.get());
                    session.delete(found);
                });
        assertThat(written).hasSize(4).first().isEqualTo("update b");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "6.2: two references from one row to another both let go before the other is deleted")
    void twoReferencesBetweenTheSameRows(TestDatabase database) {
        Relmap relmap = strict(database, Left.class, Right.class);
        Left left = new Left();
        Right right = new Right();
        left.one.set(right);
        left.two.set(right);
        right.left.set(left);
        relmap.inTransaction(session -> session.add(left));

        relmap.inTransaction(
                session -> {
                    Left found = session.query(Left.class).one();
                    assertThat(found.two.get()).isSameAs(found.one.get());
                    session.delete(found.one.get());
                    session.delete(found);
                });

        relmap.inTransaction(session -> assertThat(session.query(Left.class).list()).isEmpty());
    }

    @Test
    @DisplayName("UW-29: rings that have nothing to do with each other share their statements")
    void manyRingsShareStatements() {
        Relmap relmap = strict(TestDatabase.POSTGRESQL, Widget.class, Entry.class);
        relmap.inTransaction(
                session -> {
                    for (int i = 0; i < 200; i++) {
                        Widget widget = new Widget();
                        Entry entry = new Entry();
                        widget.entries.add(entry);
                        widget.favourite.set(entry);
                        session.add(widget);
                    }
                });

        assertThat(written).containsExactly("insert widget", "insert entry", "update widget");
    }

    @Test
    @DisplayName("UW-29: rings that hang together are opened together, and share their statements")
    void ringsThatHangTogetherShareStatements() {
        Relmap relmap = strict(TestDatabase.POSTGRESQL, Link.class);
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            links.add(new Link());
        }
        for (int i = 1; i < links.size(); i++) {
            links.get(i - 1).next.set(links.get(i));
            links.get(i).previous.set(links.get(i - 1));
        }

        relmap.inTransaction(session -> session.addAll(links));

        assertThat(written).filteredOn("insert link"::equals).hasSizeLessThanOrEqualTo(4);
        assertThat(written).filteredOn("update link"::equals).hasSizeLessThanOrEqualTo(4);
        relmap.inTransaction(
                session -> {
                    List<Link> found = session.query(Link.class).orderBy("id").list();
                    assertThat(found)
                            .filteredOn(link -> link.next.get() != null)
                            .hasSize(links.size() - 1)
                            .allMatch(link -> link.next.get().previous.get() == link);
                    written.clear();
                    found.forEach(session::delete);
                });
        assertThat(written).hasSizeLessThanOrEqualTo(6).contains("delete link");
        relmap.inTransaction(session -> assertThat(session.query(Link.class).list()).isEmpty());
    }

    @Test
    @DisplayName("UW-146: the plan shows which reference is written apart, and why")
    void thePlanShowsWhatIsWrittenApart() {
        Relmap relmap = strict(TestDatabase.H2, Widget.class, Entry.class);
        try (Session session = relmap.openSession()) {
            Widget widget = new Widget();
            Entry entry = new Entry();
            widget.entries.add(entry);
            widget.favourite.set(entry);
            session.add(widget);
            assertThat(session.flushPlan().describe())
                    .contains("update references of Widget after saving")
                    .contains(
                            "Widget.favourite (widget.favourite_id) written apart, since it closes a"
                                    + " ring of rows");
            session.flush();
            session.delete(widget);
            session.delete(entry);
            assertThat(session.flushPlan().describe())
                    .contains("blank Widget.favourite in a ring")
                    .contains("update references of Widget before deleting");
        }
    }

    @Test
    @DisplayName("UW-33: a ring of references none of which may be null is reported")
    void aRingWithoutNullableReferenceIsReported() {
        Relmap relmap = strict(TestDatabase.H2, Hen.class, Egg.class);
        Hen hen = new Hen();
        Egg egg = new Egg();
        hen.from.set(egg);
        egg.by.set(hen);

        assertThatExceptionOfType(CircularDependencyException.class)
                .isThrownBy(() -> relmap.inTransaction(session -> session.add(hen)))
                .withMessageContaining("Hen.from: hen.from_id")
                .withMessageContaining("Egg.by: egg.by_id")
                .withMessageContaining("NOT NULL");
        relmap.inTransaction(session -> assertThat(session.query(Hen.class).list()).isEmpty());
    }

    @Test
    @DisplayName("6.2: the reference's behaviour reports the ring")
    void theReferenceReportsTheRing() {
        Relmap relmap = relmap(TestDatabase.H2, Behaviour.REFERENCE, Widget.class, Entry.class);
        Widget widget = new Widget();
        Entry entry = new Entry();
        widget.entries.add(entry);
        widget.favourite.set(entry);

        assertThatExceptionOfType(CircularDependencyException.class)
                .isThrownBy(() -> relmap.inTransaction(session -> session.add(widget)))
                .withMessageContaining("save new Widget")
                .withMessageContaining("save new Entry")
                .withMessageContaining("Widget.favourite: widget.favourite_id")
                .withMessageContaining("Set postUpdate on Widget.favourite");
        relmap.inTransaction(session -> assertThat(session.query(Entry.class).list()).isEmpty());
    }

    @Entity(table = "widget")
    static class Widget {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("entry.id")
        @Nullable Long favouriteId;

        @Relationship(foreignKeys = "Widget.favouriteId")
        final ToOne<Entry> favourite = ToOne.of(this);

        @Relationship(foreignKeys = "Entry.widgetId")
        final ToList<Entry> entries = ToList.of(this);
    }

    @Entity(table = "entry")
    static class Entry {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("widget.id")
        @io.relmap.annotation.Column(nullable = false)
        @Nullable Long widgetId;
    }

    @Entity(table = "node")
    static class Node {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("node.id")
        @Nullable Long parentId;

        @Relationship(backPopulates = "children", remoteSide = "Node.id")
        final ToOne<Node> parent = ToOne.of(this);

        @Relationship(backPopulates = "parent")
        final ToList<Node> children = ToList.of(this);
    }

    @Entity(table = "link")
    static class Link {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("link.id")
        @Relationship(foreignKeys = "Link.next_id", remoteSide = "Link.id")
        final ToOne<Link> next = ToOne.of(this);

        @ForeignKey("link.id")
        @Relationship(foreignKeys = "Link.previous_id", remoteSide = "Link.id")
        final ToOne<Link> previous = ToOne.of(this);
    }

    @Entity(table = "a")
    static class A {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey(value = "b.id", nullable = false)
        @Relationship
        final ToOne<B> b = ToOne.of(this);
    }

    @Entity(table = "b")
    static class B {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("c.id")
        @Relationship
        final ToOne<C> c = ToOne.of(this);
    }

    @Entity(table = "c")
    static class C {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey(value = "a.id", nullable = false)
        @Relationship
        final ToOne<A> a = ToOne.of(this);
    }

    @Entity(table = "lft")
    static class Left {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("rgt.id")
        @Relationship(foreignKeys = "Left.one_id")
        final ToOne<Right> one = ToOne.of(this);

        @ForeignKey("rgt.id")
        @Relationship(foreignKeys = "Left.two_id")
        final ToOne<Right> two = ToOne.of(this);
    }

    @Entity(table = "rgt")
    static class Right {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey(value = "lft.id", nullable = false)
        @Relationship(foreignKeys = "Right.left_id")
        final ToOne<Left> left = ToOne.of(this);
    }

    @Entity(table = "hen")
    static class Hen {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey(value = "egg.id", nullable = false)
        @Relationship(foreignKeys = "Hen.from_id")
        final ToOne<Egg> from = ToOne.of(this);
    }

    @Entity(table = "egg")
    static class Egg {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey(value = "hen.id", nullable = false)
        @Relationship(foreignKeys = "Egg.by_id")
        final ToOne<Hen> by = ToOne.of(this);
    }
}
