package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.mapping.Behaviour;
import io.relmap.testsupport.TestDatabase;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What objects are after a rollback across savepoints. */
class RollbackTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-26, SE-31: a rollback undoes an open savepoint first, then what was before it")
    void aNewObjectLosesWhatASavepointAdded(Behaviour behaviour) {
        inSession(
                behaviour,
                session -> {
                    Shelf shelf = new Shelf("outer");
                    session.add(shelf);
                    session.flush();
                    session.beginNested();
                    shelf.name = "inner";
                    shelf.items.add(new Item("added in the savepoint"));
                    session.flush();

                    session.rollback();

                    assertThat(Inspect.of(shelf).state()).isEqualTo(ObjectState.TRANSIENT);
                    assertThat(shelf.name).isEqualTo("outer");
                    assertThat(shelf.items).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-26: a persistent object is back at the beginning, through several savepoints")
    void aPersistentObjectIsBackAtTheBeginning(Behaviour behaviour) {
        inSession(
                behaviour,
                session -> {
                    Shelf shelf = new Shelf("committed");
                    session.add(shelf);
                    session.commit();
                    NestedTransaction first = session.beginNested();
                    shelf.name = "first";
                    session.beginNested();
                    shelf.name = "second";
                    session.flush();

                    first.rollback();

                    assertThat(shelf.name).isEqualTo("committed");
                    session.flush();
                    assertThat(session.query(Shelf.class).one().name).isEqualTo("committed");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SE-2: an object inserted and re-keyed in what is rolled back is transient (strict)")
    void aReKeyedNewObjectHasNoIdentity(Behaviour behaviour) {
        inSession(
                behaviour,
                session -> {
                    Label label = new Label("first");
                    session.add(label);
                    session.flush();
                    label.code = "second";
                    session.flush();

                    session.rollback();

                    assertThat(Inspect.of(label).state())
                            .isEqualTo(
                                    behaviour == Behaviour.STRICT
                                            ? ObjectState.TRANSIENT
                                            : ObjectState
                                                    .DETACHED); // its first key is left in place
                    assertThat(Inspect.of(label).identity())
                            .isEqualTo(behaviour == Behaviour.STRICT ? null : List.of("first"));
                    assertThat(session.get(Label.class, "first")).isNull();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-21, SE-26: a key that was changed in what is rolled back finds nobody")
    void aChangedKeyFindsNobody(Behaviour behaviour) {
        inSession(
                behaviour,
                session -> {
                    Label label = new Label("first");
                    session.add(label);
                    session.commit();
                    label.code = "second";
                    session.flush();

                    session.rollback();

                    assertThat(session.get(Label.class, "second")).isNull();
                    assertThat(session.get(Label.class, "first")).isSameAs(label);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-26: of an object without row nothing is expired any more")
    void anExpiredNewObject(Behaviour behaviour) {
        inSession(
                behaviour,
                session -> {
                    Shelf shelf = new Shelf("new");
                    session.add(shelf);
                    session.flush();
                    session.expire(shelf);

                    session.rollback();

                    assertThat(Inspect.of(shelf).isExpired("name")).isFalse();
                    assertThat(shelf.name).isEqualTo("new");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-128: an object that has left twice is remembered from its first time on")
    void leftTwice(Behaviour behaviour) {
        inSession(
                behaviour,
                session -> {
                    Shelf shelf = new Shelf("new");
                    session.add(shelf);
                    session.flush();
                    session.expunge(shelf);
                    session.add(shelf);
                    shelf.name = "changed";
                    session.flush();
                    session.expunge(shelf);

                    session.rollback();

                    assertThat(Inspect.of(shelf).state()).isEqualTo(ObjectState.TRANSIENT);
                    session.add(shelf);
                    session.commit();
                    assertThat(session.query(Shelf.class).count()).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-128: an object without holders that has left is remembered as long as the program"
                    + " holds it")
    void leftWithoutHolders(Behaviour behaviour) {
        inSession(
                behaviour,
                session -> {
                    Label label = new Label("new");
                    session.add(label);
                    session.flush();
                    session.evictClean();
                    collectGarbage();

                    session.rollback();

                    assertThat(Inspect.of(label).state()).isEqualTo(ObjectState.TRANSIENT);
                    session.add(label);
                    session.commit();
                    assertThat(session.query(Label.class).count()).isEqualTo(1);
                });
    }

    /** Returns when a collection has taken what is held weakly only. */
    private static void collectGarbage() {
        WeakReference<Object> canary = new WeakReference<>(new Object());
        while (canary.get() != null) {
            System.gc();
        }
    }

    private static void inSession(Behaviour behaviour, Consumer<Session> work) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Shelf.class, Item.class, Label.class)
                        .behaviour(behaviour)
                        .build();
        relmap.schema().createAll();
        try (Session session = relmap.openSession()) {
            work.accept(session);
        }
    }

    @Entity(table = "shelf")
    static class Shelf {
        @Id @GeneratedValue @Nullable Long id;

        @Column(length = 80)
        String name = "";

        @Relationship final ToList<Item> items = ToList.of(this);

        Shelf() {}

        Shelf(String name) {
            this.name = name;
        }
    }

    @Entity(table = "item")
    static class Item {
        @Id @GeneratedValue @Nullable Long id;

        @Column(length = 80)
        String name = "";

        @ForeignKey("shelf.id")
        @Nullable Long shelfId;

        Item() {}

        Item(String name) {
            this.name = Objects.requireNonNull(name);
        }
    }

    @Entity(table = "label")
    static class Label {
        @Id
        @Column(length = 80)
        String code = "";

        Label() {}

        Label(String code) {
            this.code = code;
        }
    }
}
