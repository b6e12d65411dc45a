package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.Relationship;
import io.relmap.error.IntegrityException;
import io.relmap.holder.ToList;
import io.relmap.schema.Table;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Deleting Rows from the Many to Many Table")
class DeletingRowsFromTheManyToManyTableTest {

    private static final Table LEFT = Tables.named("left").id().build();
    private static final Table RIGHT = Tables.named("right").id().build();
    private static final Table ASSOCIATION =
            Tables.named("association")
                    .reference("left_id", "left.id")
                    .reference("right_id", "right.id")
                    .build();
    private static final Table CASCADING =
            Tables.named("association")
                    .keyReference("left_id", "left.id", Tables.ON_DELETE_CASCADE)
                    .keyReference("right_id", "right.id", Tables.ON_DELETE_CASCADE)
                    .build();

    /** Parent 1 with the children 1 and 2. */
    private static void save(Example example) {
        Object parent = example.make("Parent");
        example.all(parent, "children").add(example.make("Child"));
        example.all(parent, "children").add(example.make("Child"));
        example.save(parent);
        assertThat(rows(example)).containsExactly("1, 1", "1, 2");
    }

    private static Iterable<String> rows(Example example) {
        return example.rows("select left_id, right_id from association order by right_id");
    }

    static class ParentKnowsChildren {
        @Entity(table = "left")
        @AssociationTable(
                name = "association",
                value = {
                    @Link(column = "left_id", references = "left.id"),
                    @Link(column = "right_id", references = "right.id")
                })
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(secondary = "association")
            final ToList<Child> children = ToList.of(this);
        }

        @Entity(table = "right")
        static class Child {
            @Id @GeneratedValue Integer id;
        }
    }

    static class PlainParentKnowsChildren {
        static class Parent {
            Integer id;
            final ToList<Child> children = ToList.of(this);
        }

        static class Child {
            Integer id;
        }
    }

    private static void parentKnowsChildren(Code m) {
        m.map("Parent", LEFT, p -> p.list("children", "Child", r -> r.secondary(ASSOCIATION)));
        m.map("Child", RIGHT);
    }

    static Stream<Example> parentKnowsChildren() {
        return Example.of(
                Way.annotated(ParentKnowsChildren.Parent.class, ParentKnowsChildren.Child.class),
                Way.inCode(
                        DeletingRowsFromTheManyToManyTableTest::parentKnowsChildren,
                        PlainParentKnowsChildren.Parent.class,
                        PlainParentKnowsChildren.Child.class),
                Way.dynamic(DeletingRowsFromTheManyToManyTableTest::parentKnowsChildren));
    }

    @ParameterizedTest
    @MethodSource("parentKnowsChildren")
    @DisplayName("Taking a child out of the collection deletes the row, not the child (RC-87)")
    void takingAChildOutDeletesTheRow(Example example) {
        save(example);
        example.session(
                session ->
                        example.all(session.get("Parent", 1), "children")
                                .remove(session.get("Child", 1)));
        assertThat(example.writes()).containsExactly("DELETE association");
        assertThat(rows(example)).containsExactly("1, 2");
        assertThat(example.rows("select id from \"right\" order by id")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @MethodSource("parentKnowsChildren")
    @DisplayName("Deleting the parent deletes its rows (RC-87)")
    void deletingTheParentDeletesItsRows(Example example) {
        save(example);
        example.session(session -> session.delete(session.get("Parent", 1)));
        assertThat(example.writes()).containsExactly("DELETE association", "DELETE left");
        assertThat(rows(example)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("parentKnowsChildren")
    @DisplayName("A child that knows no parents leaves the row: its foreign key refuses the delete")
    void aChildThatKnowsNoParentsLeavesTheRow(Example example) {
        save(example);
        assertThatExceptionOfType(IntegrityException.class)
                .isThrownBy(
                        () -> example.session(session -> session.delete(session.get("Child", 1))));
        assertThat(rows(example)).containsExactly("1, 1", "1, 2");
    }

    /** The relationship of the child need not be the other side of that of the parent. */
    static class ChildKnowsParents {
        @Entity(table = "left")
        @AssociationTable(
                name = "association",
                value = {
                    @Link(column = "left_id", references = "left.id"),
                    @Link(column = "right_id", references = "right.id")
                })
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(secondary = "association", overlaps = "parents")
            final ToList<Child> children = ToList.of(this);
        }

        @Entity(table = "right")
        static class Child {
            @Id @GeneratedValue Integer id;

            @Relationship(secondary = "association")
            final ToList<Parent> parents = ToList.of(this);
        }
    }

    static class PlainChildKnowsParents {
        static class Parent {
            Integer id;
            final ToList<Child> children = ToList.of(this);
        }

        static class Child {
            Integer id;
            final ToList<Parent> parents = ToList.of(this);
        }
    }

    private static void childKnowsParents(Code m) {
        m.map(
                "Parent",
                LEFT,
                p ->
                        p.list(
                                "children",
                                "Child",
                                r -> r.secondary(ASSOCIATION).overlaps("parents")));
        m.map("Child", RIGHT, c -> c.list("parents", "Parent", r -> r.secondary(ASSOCIATION)));
    }

    static Stream<Example> childKnowsParents() {
        return Example.of(
                Way.annotated(ChildKnowsParents.Parent.class, ChildKnowsParents.Child.class),
                Way.inCode(
                        DeletingRowsFromTheManyToManyTableTest::childKnowsParents,
                        PlainChildKnowsParents.Parent.class,
                        PlainChildKnowsParents.Child.class),
                Way.dynamic(DeletingRowsFromTheManyToManyTableTest::childKnowsParents));
    }

    @ParameterizedTest
    @MethodSource("childKnowsParents")
    @DisplayName("A child that knows its parents loads them and deletes its rows")
    void aChildThatKnowsItsParentsDeletesItsRows(Example example) {
        save(example);
        example.session(
                session -> {
                    Object child = session.get("Child", 1);
                    example.forget();
                    session.delete(child);
                    session.flush();
                    assertThat(example.selects()).hasSize(1);
                    assertThat(example.writes())
                            .containsExactly("DELETE association", "DELETE right");
                });
        assertThat(rows(example)).containsExactly("1, 2");
    }

    /** {@code passive_deletes=True} where the database deletes the rows. */
    static class Passive {
        @Entity(table = "left")
        @AssociationTable(
                name = "association",
                value = {
                    @Link(column = "left_id", references = "left.id", onDelete = "CASCADE"),
                    @Link(column = "right_id", references = "right.id", onDelete = "CASCADE")
                })
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(secondary = "association", backPopulates = "parents")
            final ToList<Child> children = ToList.of(this);
        }

        @Entity(table = "right")
        static class Child {
            @Id @GeneratedValue Integer id;

            @Relationship(
                    secondary = "association",
                    backPopulates = "children",
                    passiveDeletes = PassiveDeletes.TRUE)
            final ToList<Parent> parents = ToList.of(this);
        }
    }

    static class PlainPassive {
        static class Parent {
            Integer id;
            final ToList<Child> children = ToList.of(this);
        }

        static class Child {
            Integer id;
            final ToList<Parent> parents = ToList.of(this);
        }
    }

    private static void passive(Code m) {
        m.map(
                "Parent",
                LEFT,
                p ->
                        p.list(
                                "children",
                                "Child",
                                r ->
                                        r.secondary(CASCADING)
                                                .backref(
                                                        "parents",
                                                        b ->
                                                                b.passiveDeletes(
                                                                        PassiveDeletes.TRUE))));
        m.map("Child", RIGHT);
    }

    static Stream<Example> passive() {
        return Example.of(
                Way.annotated(Passive.Parent.class, Passive.Child.class),
                Way.inCode(
                        DeletingRowsFromTheManyToManyTableTest::passive,
                        PlainPassive.Parent.class,
                        PlainPassive.Child.class),
                Way.dynamic(DeletingRowsFromTheManyToManyTableTest::passive));
    }

    @ParameterizedTest
    @MethodSource("passive")
    @DisplayName("With passive deletes the parents are not loaded: the database deletes the rows")
    void withPassiveDeletesTheDatabaseDeletesTheRows(Example example) {
        save(example);
        example.session(
                session -> {
                    Object child = session.get("Child", 1);
                    example.forget();
                    session.delete(child);
                    session.flush();
                    assertThat(example.selects()).isEmpty();
                    assertThat(example.writes()).containsExactly("DELETE right");
                });
        assertThat(rows(example)).containsExactly("1, 2");
    }
}
