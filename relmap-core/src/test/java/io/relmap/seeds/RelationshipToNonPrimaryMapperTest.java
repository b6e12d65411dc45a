package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.RelmapBuilder;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import io.relmap.query.Load;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.TableRef;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** relmap's word for it is an alternative mapping: {@code B}, over a join with {@code C} and {@code D}. */
@DisplayName("Seeds: Relationship to Non Primary Mapper")
class RelationshipToNonPrimaryMapperTest {

    private static final Table A = Tables.named("a").id().reference("b_id", "b.id").build();
    private static final Table B = Tables.named("b").id().build();
    private static final Table C = Tables.named("c").id().reference("a_id", "a.id").build();
    private static final Table D =
            Tables.named("d").id().reference("c_id", "c.id").reference("b_id", "b.id").build();

    static class Annotated {
        @Entity(name = "A", table = "a")
        static class EntityA {
            @Id @GeneratedValue Integer id;

            @ForeignKey("b.id")
            Integer bId;

            @Relationship(targetName = "B_viacd", primaryJoin = "A.b_id == B_viacd.id")
            final ToOne<EntityB> b = ToOne.of(this);
        }

        @Entity(name = "B", table = "b")
        static class EntityB {
            @Id @GeneratedValue Integer id;
        }

        @Entity(name = "C", table = "c")
        static class EntityC {
            @Id @GeneratedValue Integer id;

            @ForeignKey("a.id")
            Integer aId;
        }

        @Entity(name = "D", table = "d")
        static class EntityD {
            @Id @GeneratedValue Integer id;

            @ForeignKey("c.id")
            Integer cId;

            @ForeignKey("b.id")
            Integer bId;
        }
    }

    static class Plain {
        static class A {
            Integer id;
            Integer bId;
            final ToOne<B> b = ToOne.of(this);
        }

        static class B {
            Integer id;
        }

        static class C {
            Integer id;
            Integer aId;
        }

        static class D {
            Integer id;
            Integer cId;
            Integer bId;
        }
    }

    private static void code(Code m) {
        m.map("A", A, a -> a.reference("b", "B_viacd", r -> r.primaryJoin("A.b_id == B_viacd.id")));
        m.map("B", B).map("C", C).map("D", D);
    }

    /** {@code join(B, D, D.b_id == B.id).join(C, C.id == D.c_id)}. */
    private static void alternative(RelmapBuilder relmap) {
        relmap.mapping(
                m -> m.alternative("B_viacd", "B", RelationshipToNonPrimaryMapperTest::from));
    }

    private static FromItem from(MetaData all) {
        Table b = table(all, "b");
        Table c = table(all, "c");
        Table d = table(all, "d");
        var bAndD =
                new JoinItem(TableRef.of(b), JoinKind.INNER, TableRef.of(d), equal(d, "b_id", b));
        return new JoinItem(bAndD, JoinKind.INNER, TableRef.of(c), equal(d, "c_id", c));
    }

    private static Table table(MetaData all, String name) {
        return Objects.requireNonNull(all.find(TableName.of(name)));
    }

    private static Expression equal(Table table, String column, Table other) {
        return Binary.eq(ColumnRef.of(table.column(column)), ColumnRef.of(other.column("id")));
    }

    static Stream<Example> ways() {
        return Example.of(
                Way.annotated(
                                Annotated.EntityA.class,
                                Annotated.EntityB.class,
                                Annotated.EntityC.class,
                                Annotated.EntityD.class)
                        .and(RelationshipToNonPrimaryMapperTest::alternative),
                Way.inCode(
                                RelationshipToNonPrimaryMapperTest::code,
                                Plain.A.class,
                                Plain.B.class,
                                Plain.C.class,
                                Plain.D.class)
                        .and(RelationshipToNonPrimaryMapperTest::alternative),
                Way.dynamic(RelationshipToNonPrimaryMapperTest::code)
                        .and(RelationshipToNonPrimaryMapperTest::alternative));
    }

    /** Both a refer to a b; only b 1 has rows in d and c that line up. */
    private static void save(Example example) {
        example.save(example.make("B"));
        example.save(example.make("B"));
        example.save(example.make("A", "b_id", 1));
        example.save(example.make("A", "b_id", 2));
        example.save(example.make("C", "a_id", 1));
        example.save(example.make("D", "c_id", 1, "b_id", 1));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName(
            "It leads to ordinary objects of the entity, as far as the join has them (RC-93, RC-95)")
    void itLeadsToOrdinaryObjects(Example example) {
        assertThat(example.relationship("A", "b").viewOnly()).isTrue();
        assertThat(example.relationship("A", "b").join().useGet()).isFalse();
        save(example);
        for (Load load : Example.loads("b")) {
            example.session(
                    session -> {
                        List<Object> found = session.query("A").options(load).orderBy("id").list();
                        assertThat(example.get(found.get(0), "b")).isSameAs(session.get("B", 1));
                        assertThat(example.get(found.get(1), "b")).isNull();
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("A query joins the whole FROM (RC-94)")
    void aQueryJoinsTheWholeFrom(Example example) {
        save(example);
        example.session(
                session -> {
                    assertThat(session.query("A").join("b").list())
                            .containsExactly(session.get("A", 1));
                    assertThat(example.selects().get(0).split("JOIN")).hasSize(4);
                });
    }
}
