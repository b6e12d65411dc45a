package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.RelmapBuilder;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.holder.ToList;
import io.relmap.mapping.config.EntityMapping;
import io.relmap.schema.Table;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Ordering;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In annotations what is told late is text; in code it may be a lambda too. */
@DisplayName("Seeds: Late-Evaluation of Relationship Arguments")
class LateEvaluationOfRelationshipArgumentsTest {

    private static final Table PARENT = Tables.named("parent").id().build();
    private static final Table CHILD = child("child");
    private static final Table CHILD1 = child("child1");
    private static final Table CHILD2 = child("child2");

    private static Table child(String name) {
        return Tables.named(name)
                .id()
                .reference("parent_id", "parent.id")
                .text("email_address")
                .build();
    }

    static class Named {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(
                    orderBy = "desc(Child.email_address)",
                    primaryJoin = "Parent.id == Child.parent_id")
            final ToList<Child> children = ToList.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;

            @ForeignKey("parent.id")
            Integer parentId;

            String emailAddress;
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
            String emailAddress;
        }
    }

    private static void texts(Code m) {
        m.map(
                "Parent",
                PARENT,
                p ->
                        p.list(
                                "children",
                                "Child",
                                r ->
                                        r.orderBy("desc(Child.email_address)")
                                                .primaryJoin("Parent.id == Child.parent_id")));
        m.map("Child", CHILD);
    }

    /** {@code order_by=lambda: ..., primaryjoin=lambda: ...}. */
    private static void lambdas(Code m) {
        m.map(
                "Parent",
                PARENT,
                p ->
                        p.list(
                                "children",
                                "Child",
                                r ->
                                        r.orderBy(
                                                        () ->
                                                                List.of(
                                                                        Ordering.desc(
                                                                                childColumn(
                                                                                        "email_address"))))
                                                .primaryJoin(
                                                        () ->
                                                                Binary.eq(
                                                                        ColumnRef.of(
                                                                                PARENT.column(
                                                                                        "id")),
                                                                        childColumn(
                                                                                "parent_id")))));
        m.map("Child", CHILD);
    }

    private static ColumnRef childColumn(String name) {
        return ColumnRef.of(CHILD.column(name));
    }

    /** {@code relationship(_resolve_child_model())}: also the class is told late. */
    private static void lambdaOfTheClass(Code m) {
        m.map(
                "Parent",
                PARENT,
                p ->
                        p.relationship(
                                "children",
                                () -> Plain.Child.class,
                                r ->
                                        r.orderBy("desc(Child.email_address)")
                                                .primaryJoin("Parent.id == Child.parent_id")));
        m.map("Child", CHILD);
    }

    static Stream<Example> oneChildClass() {
        return Example.of(
                Way.annotated(Named.Parent.class, Named.Child.class).with("texts"),
                inCode(LateEvaluationOfRelationshipArgumentsTest::texts).with("texts"),
                inCode(LateEvaluationOfRelationshipArgumentsTest::lambdas).with("lambdas"),
                inCode(LateEvaluationOfRelationshipArgumentsTest::lambdaOfTheClass)
                        .with("a lambda of the class"),
                Way.dynamic(LateEvaluationOfRelationshipArgumentsTest::texts).with("texts"),
                Way.dynamic(LateEvaluationOfRelationshipArgumentsTest::lambdas).with("lambdas"));
    }

    private static Way inCode(Consumer<Code> mapping) {
        return Way.inCode(mapping, Plain.Parent.class, Plain.Child.class);
    }

    @ParameterizedTest
    @MethodSource("oneChildClass")
    @DisplayName("Expressions name classes and columns that come later (RC-123, RC-124, RC-129)")
    void expressionsNameWhatComesLater(Example example) {
        childrenComeByAddressBackwards(example, "Child");
        assertThat(example.rows("select count(*) from child where parent_id = 1"))
                .containsExactly("3");
    }

    private static void childrenComeByAddressBackwards(Example example, String child) {
        Object parent = example.make("Parent");
        for (String address : List.of("b@x.org", "c@x.org", "a@x.org")) {
            example.all(parent, "children").add(example.make(child, "email_address", address));
        }
        example.save(parent);
        example.session(
                session ->
                        assertThat(example.all(session.get("Parent", 1), "children"))
                                .extracting(found -> example.get(found, "email_address"))
                                .containsExactly("c@x.org", "b@x.org", "a@x.org"));
    }

    static class WholePath {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(
                    targetName = "io.relmap.seeds.myapp.model1.Child",
                    orderBy = "desc(io.relmap.seeds.myapp.model1.Child.email_address)",
                    primaryJoin = "Parent.id == io.relmap.seeds.myapp.model1.Child.parent_id")
            final ToList<io.relmap.seeds.myapp.model1.Child> children = ToList.of(this);
        }
    }

    static class PartOfThePath {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(
                    targetName = "model1.Child",
                    orderBy = "desc(myapp.model1.Child.email_address)",
                    primaryJoin = "Parent.id == model1.Child.parent_id")
            final ToList<io.relmap.seeds.myapp.model1.Child> children = ToList.of(this);
        }
    }

    static class PlainPath {
        static class Parent {
            Integer id;
            final ToList<io.relmap.seeds.myapp.model1.Child> children = ToList.of(this);
        }
    }

    private static void paths(Code m, String child) {
        m.map(
                "Parent",
                PARENT,
                p ->
                        p.list(
                                "children",
                                child,
                                r ->
                                        r.orderBy("desc(" + child + ".email_address)")
                                                .primaryJoin(
                                                        "Parent.id == " + child + ".parent_id")));
        m.map("myapp.model1.Child", CHILD1);
        m.map("myapp.model2.Child", CHILD2);
    }

    private static Way annotated(Class<?> parent) {
        return Way.annotated(
                parent,
                io.relmap.seeds.myapp.model1.Child.class,
                io.relmap.seeds.myapp.model2.Child.class);
    }

    /** The annotations of the children do not count here. */
    private static Way inCodeByPath(String path) {
        return Way.inCode(
                        m -> paths(m, path),
                        PlainPath.Parent.class,
                        io.relmap.seeds.myapp.model1.Child.class,
                        io.relmap.seeds.myapp.model2.Child.class)
                .with(path);
    }

    static Stream<Example> twoChildClasses() {
        return Example.of(
                annotated(WholePath.Parent.class).with("the whole path"),
                annotated(PartOfThePath.Parent.class).with("part of the path"),
                inCodeByPath("io.relmap.seeds.myapp.model1.Child"),
                inCodeByPath("myapp.model1.Child"),
                inCodeByPath("model1.Child"),
                Way.dynamic(m -> paths(m, "myapp.model1.Child")).with("the whole path"),
                Way.dynamic(m -> paths(m, "model1.Child")).with("part of the path"));
    }

    @ParameterizedTest
    @MethodSource("twoChildClasses")
    @DisplayName("Classes of one name are told apart by any end of their package (RC-126)")
    void classesOfOneNameAreToldApart(Example example) {
        childrenComeByAddressBackwards(example, "model1.Child");
        assertThat(example.rows("select count(*) from child1 where parent_id = 1"))
                .containsExactly("3");
        assertThat(example.rows("select count(*) from child2")).containsExactly("0");
    }

    static Stream<Example> ambiguous() {
        return Example.on(
                TestDatabase.H2, inCodeByPath("Child"), Way.dynamic(m -> paths(m, "Child")));
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    @DisplayName("A name that two classes have is refused; the message lists both (RC-127)")
    void aNameThatTwoClassesHaveIsRefused(Example example) {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(example::relmap)
                .withMessageContaining("myapp.model1.Child")
                .withMessageContaining("myapp.model2.Child")
                .satisfies(
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.AMBIGUOUS_NAME));
    }

    static class WrongPath {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(orderBy = "desc(mymodel1.Child.email_address)")
            final ToList<io.relmap.seeds.myapp.model1.Child> children = ToList.of(this);
        }
    }

    static Stream<Example> wrongPath() {
        return Example.on(
                TestDatabase.H2,
                annotated(WrongPath.Parent.class),
                inCodeByPath("mymodel1.Child"),
                Way.dynamic(m -> paths(m, "mymodel1.Child")));
    }

    @ParameterizedTest
    @MethodSource("wrongPath")
    @DisplayName("The document's own slip, mymodel1.Child, is an unknown name (RC-128)")
    void theSlipOfTheDocumentIsAnUnknownName(Example example) {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(example::relmap)
                .withMessageContaining("mymodel1")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNKNOWN_NAME));
    }

    static class AddedTo {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;
            final ToList<Child> children = ToList.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;

            @ForeignKey("parent.id")
            Integer parentId;
        }
    }

    static class PlainAddedTo {
        static class Parent {
            Integer id;
            final ToList<Child> children = ToList.of(this);
        }

        static class Child {
            Integer id;
            Integer parentId;
        }
    }

    /** {@code Parent.children = relationship(Child, primaryjoin=Child.parent_id==Parent.id)}, later. */
    private static void addChildren(RelmapBuilder relmap) {
        relmap.mapping(
                m -> m.extend("Parent", LateEvaluationOfRelationshipArgumentsTest::addedChildren));
    }

    private static void addedChildren(EntityMapping parent) {
        parent.list("children", "Child", r -> r.primaryJoin("Child.parent_id == Parent.id"));
    }

    private static void withoutRelationships(Code m) {
        m.map("Parent", PARENT);
        m.map("Child", CHILD);
    }

    static Stream<Example> added() {
        return Example.of(
                Way.annotated(AddedTo.Parent.class, AddedTo.Child.class)
                        .and(LateEvaluationOfRelationshipArgumentsTest::addChildren),
                Way.inCode(
                                LateEvaluationOfRelationshipArgumentsTest::withoutRelationships,
                                PlainAddedTo.Parent.class,
                                PlainAddedTo.Child.class)
                        .and(LateEvaluationOfRelationshipArgumentsTest::addChildren),
                Way.dynamic(LateEvaluationOfRelationshipArgumentsTest::withoutRelationships)
                        .and(LateEvaluationOfRelationshipArgumentsTest::addChildren));
    }

    @ParameterizedTest
    @MethodSource("added")
    @DisplayName("A relationship may be added to an entity from elsewhere (RC-131)")
    void aRelationshipMayBeAddedFromElsewhere(Example example) {
        assertThat(example.copies("Parent", "children"))
                .containsExactly("parent.id -> child.parent_id");
        Object parent = example.make("Parent");
        example.all(parent, "children").add(example.make("Child"));
        example.save(parent);
        assertThat(example.rows("select id, parent_id from child")).containsExactly("1, 1");
        example.session(
                session ->
                        assertThat(example.all(session.get("Parent", 1), "children")).hasSize(1));
    }
}
