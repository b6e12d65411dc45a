package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.join.Direction;
import io.relmap.query.Load;
import io.relmap.schema.Table;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.Literal;
import io.relmap.sql.Operator;
import io.relmap.sql.Ordering;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Non-relational Comparisons / Materialized Path")
class NonRelationalComparisonsTest {

    private static final Table ELEMENT =
            Tables.named("element").key("path", TypeRegistry.varchar(50)).build();

    static class Annotated {
        @Entity
        static class Element {
            @Id String path;

            @Relationship(
                    primaryJoin = "remote(foreign(Element.path)).like(Element.path.concat('/%'))",
                    viewOnly = true,
                    orderBy = "Element.path")
            final ToList<Element> descendants = ToList.of(this);
        }
    }

    static class Plain {
        static class Element {
            String path;
            final ToList<Element> descendants = ToList.of(this);
        }
    }

    private static void code(Code m) {
        m.map(
                "Element",
                ELEMENT,
                e ->
                        e.list(
                                "descendants",
                                "Element",
                                r ->
                                        r.primaryJoin(NonRelationalComparisonsTest::below)
                                                .viewOnly()
                                                .orderBy(Ordering.asc(path()))));
    }

    private static Expression below() {
        var suffix = new Literal("/%", TypeRegistry.varchar(2));
        return new Binary(
                path().with(ColumnRole.FOREIGN).with(ColumnRole.REMOTE),
                Operator.LIKE,
                new Binary(path(), Operator.CONCAT, suffix));
    }

    private static ColumnRef path() {
        return ColumnRef.of(ELEMENT.column("path"));
    }

    static Stream<Example> ways() {
        return Example.of(
                Way.annotated(Annotated.Element.class),
                Way.inCode(NonRelationalComparisonsTest::code, Plain.Element.class),
                Way.dynamic(NonRelationalComparisonsTest::code));
    }

    private static void save(Example example) {
        for (String path : List.of("/foo", "/foo/bar1", "/foo/bar2", "/foo/bar2/x", "/food")) {
            example.save(example.make("Element", "path", path));
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName(
            "foreign and remote on one side make a collection that is read only (RC-54, RC-70)")
    void foreignAndRemoteOnOneSideMakeACollection(Example example) {
        var descendants = example.relationship("Element", "descendants");
        assertThat(descendants.direction()).isEqualTo(Direction.ONE_TO_MANY);
        assertThat(descendants.viewOnly()).isTrue();
        assertThat(example.copies("Element", "descendants")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName(
            "Descendants have paths that begin with the element's, in order (RC-39, RC-58, RC-77)")
    void descendantsHavePathsThatBeginWithTheElements(Example example) {
        save(example);
        for (Load load : Example.loads("descendants")) {
            example.session(
                    session -> {
                        Object found =
                                session.query("Element").where("path = '/foo'").options(load).one();
                        assertThat(example.all(found, "descendants"))
                                .extracting(element -> example.get(element, "path"))
                                .containsExactly("/foo/bar1", "/foo/bar2", "/foo/bar2/x");
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("What is put into a view-only collection is not written (RC-97)")
    void whatIsPutIntoItIsNotWritten(Example example) {
        save(example);
        example.session(
                session -> {
                    Object foo = session.get("Element", "/foo");
                    Object food = session.get("Element", "/food");
                    example.all(foo, "descendants").add(food);
                    session.flush();
                    assertThat(example.writes()).isEmpty();
                    assertThat(example.all(foo, "descendants")).hasSize(4);
                    session.expire(foo);
                    assertThat(example.all(foo, "descendants")).hasSize(3);
                });
    }
}
