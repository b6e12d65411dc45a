package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.schema.Table;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Configuring Delete Behavior for One to Many")
class ConfiguringDeleteBehaviorForOneToManyTest {

    private static final Table PARENT = Tables.named("parent").id().build();
    private static final Table CHILD =
            Tables.named("child").id().reference("parent_id", "parent.id").build();
    private static final Table CASCADING =
            Tables.named("child")
                    .id()
                    .integer("parent_id")
                    .foreignKey(
                            null,
                            List.of("parent_id"),
                            List.of("parent.id"),
                            Tables.ON_DELETE_CASCADE)
                    .build();

    /** Parent 1 with the children 1 and 2. */
    private static void save(Example example) {
        Object parent = example.make("Parent");
        example.all(parent, "children").add(example.make("Child"));
        example.all(parent, "children").add(example.make("Child"));
        example.save(parent);
    }

    static class DeleteAndOrphans {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(
                    backPopulates = "parent",
                    cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
            final ToList<Child> children = ToList.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;

            @ForeignKey("parent.id")
            Integer parentId;

            @Relationship(backPopulates = "children")
            final ToOne<Parent> parent = ToOne.of(this);
        }
    }

    static class Plain {
        static class Parent {
            Integer id;
            final ToList<Child> children = ToList.of(this);
        }

        static class Child {
            Integer id;
            Integer parentId;
            final ToOne<Parent> parent = ToOne.of(this);
        }
    }

    private static void deleteAndOrphans(Code m) {
        m.map(
                "Parent",
                PARENT,
                p ->
                        p.list(
                                "children",
                                "Child",
                                r ->
                                        r.cascade(Cascade.ALL, Cascade.DELETE_ORPHAN)
                                                .backref("parent")));
        m.map("Child", CHILD);
    }

    static Stream<Example> deleteAndOrphans() {
        return Example.of(
                Way.annotated(DeleteAndOrphans.Parent.class, DeleteAndOrphans.Child.class),
                Way.inCode(
                        ConfiguringDeleteBehaviorForOneToManyTest::deleteAndOrphans,
                        Plain.Parent.class,
                        Plain.Child.class),
                Way.dynamic(ConfiguringDeleteBehaviorForOneToManyTest::deleteAndOrphans));
    }

    @ParameterizedTest
    @MethodSource("deleteAndOrphans")
    @DisplayName("With the delete cascade the children go with their parent (RC-24)")
    void theChildrenGoWithTheirParent(Example example) {
        save(example);
        example.session(session -> session.delete(session.get("Parent", 1)));
        assertThat(example.writes()).containsExactly("DELETE child", "DELETE parent");
        assertThat(example.rows("select id from child")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("deleteAndOrphans")
    @DisplayName("With the delete-orphan cascade a child that loses its parent is deleted (RC-25)")
    void aChildThatLosesItsParentIsDeleted(Example example) {
        save(example);
        example.session(
                session -> {
                    Object parent = session.get("Parent", 1);
                    example.all(parent, "children").remove(session.get("Child", 1));
                    example.set(session.get("Child", 2), "parent", null);
                });
        assertThat(example.rows("select id from child")).isEmpty();
        assertThat(example.rows("select id from parent")).containsExactly("1");
    }

    static class Passive {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(
                    backPopulates = "parent",
                    cascade = Cascade.ALL,
                    passiveDeletes = PassiveDeletes.TRUE)
            final ToList<Child> children = ToList.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;

            @ForeignKey(value = "parent.id", onDelete = "CASCADE")
            Integer parentId;

            @Relationship(backPopulates = "children")
            final ToOne<Parent> parent = ToOne.of(this);
        }
    }

    static class PlainPassive {
        static class Parent {
            Integer id;
            final ToList<Child> children = ToList.of(this);
        }

        static class Child {
            Integer id;
            Integer parentId;
            final ToOne<Parent> parent = ToOne.of(this);
        }
    }

    private static void passive(Code m) {
        m.map(
                "Parent",
                PARENT,
                p ->
                        p.list(
                                "children",
                                "Child",
                                r ->
                                        r.cascade(Cascade.ALL)
                                                .passiveDeletes(PassiveDeletes.TRUE)
                                                .backref("parent")));
        m.map("Child", CASCADING);
    }

    static Stream<Example> passive() {
        return Example.of(
                Way.annotated(Passive.Parent.class, Passive.Child.class),
                Way.inCode(
                        ConfiguringDeleteBehaviorForOneToManyTest::passive,
                        PlainPassive.Parent.class,
                        PlainPassive.Child.class),
                Way.dynamic(ConfiguringDeleteBehaviorForOneToManyTest::passive));
    }

    @ParameterizedTest
    @MethodSource("passive")
    @DisplayName(
            "With passive deletes children that are not loaded are left to the database (RC-26)")
    void unloadedChildrenAreLeftToTheDatabase(Example example) {
        save(example);
        example.session(
                session -> {
                    session.delete(session.get("Parent", 1));
                    session.flush();
                    assertThat(example.writes()).containsExactly("DELETE parent");
                });
        assertThat(example.rows("select id from child")).isEmpty();
    }
}
