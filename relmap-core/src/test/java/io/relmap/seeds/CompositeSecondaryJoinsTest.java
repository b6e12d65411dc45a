package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.Warning;
import io.relmap.holder.ToOne;
import io.relmap.join.Direction;
import io.relmap.join.QuietMappingLog;
import io.relmap.query.Load;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.Logical;
import io.relmap.sql.TableRef;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Composite \"Secondary\" Joins")
@ExtendWith(QuietMappingLog.class)
class CompositeSecondaryJoinsTest {

    private static final Table A = Tables.named("a").id().reference("b_id", "b.id").build();
    private static final Table B = Tables.named("b").id().reference("d_id", "d.id").build();
    private static final Table C =
            Tables.named("c").id().reference("a_id", "a.id").reference("d_id", "d.id").build();
    private static final Table D = Tables.named("d").id().build();

    /** The names of the example's entities: one letter each. */
    static class Annotated {
        @Entity(name = "A", table = "a")
        static class EntityA {
            @Id @GeneratedValue Integer id;

            @ForeignKey("b.id")
            Integer bId;

            @Relationship(
                    secondary = "join(B, D, B.d_id == D.id).join(C, C.d_id == D.id)",
                    primaryJoin = "and_(A.b_id == B.id, A.id == C.a_id)",
                    secondaryJoin = "D.id == B.d_id")
            final ToOne<EntityD> d = ToOne.of(this);
        }

        @Entity(name = "B", table = "b")
        static class EntityB {
            @Id @GeneratedValue Integer id;

            @ForeignKey("d.id")
            Integer dId;
        }

        @Entity(name = "C", table = "c")
        static class EntityC {
            @Id @GeneratedValue Integer id;

            @ForeignKey("a.id")
            Integer aId;

            @ForeignKey("d.id")
            Integer dId;
        }

        @Entity(name = "D", table = "d")
        static class EntityD {
            @Id @GeneratedValue Integer id;
        }
    }

    static class Plain {
        static class A {
            Integer id;
            Integer bId;
            final ToOne<D> d = ToOne.of(this);
        }

        static class B {
            Integer id;
            Integer dId;
        }

        static class C {
            Integer id;
            Integer aId;
            Integer dId;
        }

        static class D {
            Integer id;
        }
    }

    private static void texts(Code m) {
        m.map(
                "A",
                A,
                a ->
                        a.reference(
                                "d",
                                "D",
                                r ->
                                        r.secondary(
                                                        "join(B, D, B.d_id == D.id)"
                                                                + ".join(C, C.d_id == D.id)")
                                                .primaryJoin("and_(A.b_id == B.id, A.id == C.a_id)")
                                                .secondaryJoin("D.id == B.d_id")));
        m.map("B", B).map("C", C).map("D", D);
    }

    private static void tables(Code m) {
        m.map(
                "A",
                A,
                a ->
                        a.reference(
                                "d",
                                "D",
                                r ->
                                        r.secondary(between())
                                                .primaryJoin(
                                                        () ->
                                                                Logical.and(
                                                                        List.of(
                                                                                equal(
                                                                                        A, "b_id",
                                                                                        B, "id"),
                                                                                equal(
                                                                                        A, "id", C,
                                                                                        "a_id"))))
                                                .secondaryJoin(() -> equal(D, "id", B, "d_id"))));
        m.map("B", B).map("C", C).map("D", D);
    }

    private static FromItem between() {
        var bAndD =
                new JoinItem(
                        TableRef.of(B), JoinKind.INNER, TableRef.of(D), equal(B, "d_id", D, "id"));
        return new JoinItem(bAndD, JoinKind.INNER, TableRef.of(C), equal(C, "d_id", D, "id"));
    }

    private static Expression equal(Table left, String column, Table right, String other) {
        return Binary.eq(ColumnRef.of(left.column(column)), ColumnRef.of(right.column(other)));
    }

    static Stream<Example> ways() {
        return Example.of(
                Way.annotated(
                        Annotated.EntityA.class,
                        Annotated.EntityB.class,
                        Annotated.EntityC.class,
                        Annotated.EntityD.class),
                inCode(CompositeSecondaryJoinsTest::texts).with("texts"),
                inCode(CompositeSecondaryJoinsTest::tables).with("tables"),
                Way.dynamic(CompositeSecondaryJoinsTest::texts).with("texts"),
                Way.dynamic(CompositeSecondaryJoinsTest::tables).with("tables"));
    }

    private static Way inCode(Consumer<Code> mapping) {
        return Way.inCode(mapping, Plain.A.class, Plain.B.class, Plain.C.class, Plain.D.class);
    }

    /** a 1 leads over b 1 and c 1 to d 2; a 2 has a b, but no c. */
    private static void save(Example example) {
        example.save(example.make("D"));
        example.save(example.make("D"));
        example.save(example.make("B", "d_id", 2));
        example.save(example.make("A", "b_id", 1));
        example.save(example.make("A", "b_id", 1));
        example.save(example.make("C", "a_id", 1, "d_id", 2));
        example.save(example.make("C", "a_id", 2, "d_id", 1));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName(
            "A join may stand in the place of the table; columns of all its tables are remote (RC-91)")
    void aJoinMayStandInThePlaceOfTheTable(Example example) {
        var d = example.relationship("A", "d");
        assertThat(d.direction()).isEqualTo(Direction.MANY_TO_MANY);
        assertThat(d.join().useList()).isFalse();
        assertThat(d.join().remoteSide())
                .extracting(Column::toString)
                .containsExactlyInAnyOrder("b.id", "b.d_id", "c.a_id", "d.id");
        save(example);
        for (Load load : Example.loads("d")) {
            example.session(
                    session -> {
                        List<Object> found = session.query("A").options(load).orderBy("id").list();
                        assertThat(example.get(found.get(0), "d")).isSameAs(session.get("D", 2));
                        assertThat(example.get(found.get(1), "d")).isNull();
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("A query joins over all the tables (RC-78, RC-86)")
    void aQueryJoinsOverAllTheTables(Example example) {
        save(example);
        example.session(
                session -> {
                    assertThat(session.query("A").join("d").list())
                            .containsExactly(session.get("A", 1));
                    assertThat(example.selects().get(0).split("JOIN")).hasSize(5);
                });
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName(
            "It can be read only: the mapping warns, a change is refused with the remedy (RC-92)")
    void itCanBeReadOnly(Example example) {
        assertThat(example.relmap().mapping().warnings())
                .extracting(Warning::code)
                .contains(ErrorCode.COMPOSITE_SECONDARY_READ_ONLY);
        save(example);
        example.session(
                session -> {
                    Object a = session.get("A", 1);
                    Object other = session.get("D", 1);
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(() -> example.set(a, "d", other))
                            .withMessageContaining("A.d")
                            .withMessageContaining("viewOnly");
                    assertThat(example.get(a, "d")).isSameAs(session.get("D", 2));
                });
    }
}
