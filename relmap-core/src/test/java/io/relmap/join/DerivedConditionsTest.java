package io.relmap.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Cascade;
import io.relmap.schema.Column;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.Parameter;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("RC-76 to RC-86: what is derived from a join")
@ExtendWith(QuietMappingLog.class)
class DerivedConditionsTest {

    private static final String FOLDER =
            "folder(account_id*, folder_id*, parent_id,"
                    + " account_id+parent_id>folder.account_id+folder_id)";

    @Test
    @DisplayName("RC-77: parameters of a lazy condition are keyed by the owner's column")
    void parametersAreKeyedByColumn() {
        TestMapping mapping =
                TestMapping.of("parent(id*); child(id*, parent_id>parent.id)")
                        .relationship("Child.parent: Parent");
        Column expected = mapping.table("child").column("parent_id");
        List<Object> keys = new ArrayList<>();

        ExpressionTree.map(
                mapping.configured("Child.parent").join().lazyCondition(),
                leaf -> {
                    if (leaf instanceof Parameter parameter) {
                        keys.add(parameter.key());
                    }
                    return leaf;
                });

        assertThat(keys).containsExactly(expected);
    }

    @Test
    @DisplayName("RC-83 to RC-85: roles keep the two sides of one table apart under aliases")
    void aliasesOfOneTable() {
        JoinCondition join =
                TestMapping.of(FOLDER)
                        .relationship(
                                "Folder.parent: Folder remoteSide=[Folder.account_id,"
                                        + " Folder.folder_id]")
                        .configured("Folder.parent")
                        .join();
        TableRef folder = join.owner().own();

        AliasedJoin joined =
                join.joined(
                        TableRef.of(folder.table(), "c"),
                        TableRef.of(folder.table(), "p"),
                        table -> table);

        assertThat(ConditionText.of(joined.primary()))
                .isEqualTo("p.account_id = c.account_id AND p.folder_id = c.parent_id");
        assertThat(joined.target()).isNull();
        assertThat(ExpressionTree.columns(joined.primary()))
                .allSatisfy(ref -> assertThat(ref.roles()).isEmpty());
    }

    @Test
    @DisplayName("RC-86, RC-91: a composite secondary gets an alias for each table inside")
    void aliasesOfACompositeSecondary() {
        JoinCondition join =
                TestMapping.of(
                                "a(id*, b_id>b.id); b(id*, d_id>d.id);"
                                        + " c(id*, a_id>a.id, d_id>d.id); d(id*)")
                        .relationship(
                                "A.d: D secondary=join(B, D, B.d_id == D.id)"
                                        + ".join(C, C.d_id == D.id),"
                                        + " primaryjoin=and_(A.b_id == B.id, A.id == C.a_id),"
                                        + " secondaryjoin=D.id == B.d_id, uselist=false")
                        .configured("A.d")
                        .join();

        AliasedJoin joined =
                join.joined(
                        TableRef.of(join.owner().own().table(), "x"),
                        TableRef.of(join.target().own().table(), "t"),
                        table -> TableRef.of(table.table(), table.table().name() + "_1"));

        assertThat(ConditionText.of(joined.primary()))
                .isEqualTo("x.b_id = b_1.id AND x.id = c_1.a_id");
        assertThat(ConditionText.of(Objects.requireNonNull(joined.target())))
                .isEqualTo("t.id = b_1.d_id");
        assertThat(ConditionText.of(Objects.requireNonNull(joined.secondary())))
                .isEqualTo(
                        "b AS b_1 JOIN d AS d_1 ON b_1.d_id = d_1.id"
                                + " JOIN c AS c_1 ON c_1.d_id = d_1.id");
        assertThat(join.isWritable()).isFalse();
        assertThat(join.secondaryTable()).isNull();
    }

    @Test
    @DisplayName("RC-80, RC-81: identity lookup needs the whole key, plain, of one type family")
    void identityLookup() {
        assertThat(useGet("p(id*); c(id*, p_id>p.id)", "C.p: P")).isTrue();
        assertThat(useGet("p(id*); c(id*, p_id:bigint>p.id)", "C.p: P")).isTrue();
        assertThat(useGet("p(id*); c(id*, p_id:String>p.id)", "C.p: P")).isFalse();
        assertThat(useGet("p(id*); c(id*, p_id>p.id)", "C.p: P uselist=true")).isFalse();
        assertThat(useGet("p(a*, b*); c(id*, a>p.a)", "C.p: P")).isFalse();
        assertThat(useGet("p(id*, code); c(id*, p_code>p.code)", "C.p: P")).isFalse();
        assertThat(useGet("p(id*); c(id*>p.id)", "P.c: C uselist=false")).isTrue();
        assertThat(
                        useGet(
                                "p(id*, on); c(id*, p_id>p.id)",
                                "C.p: P primaryjoin=and_(P.id == C.p_id, P.on == 1)"))
                .isFalse();
        assertThat(
                        useGet(
                                "p(a*, b*); c(id*, x, y, x+y>p.a+b)",
                                "C.p: P primaryjoin=and_(C.y == P.b, P.a == C.x)"))
                .isTrue();
    }

    @Test
    @DisplayName("RC-79: the reverse condition finds the owners of a target")
    void reverseCondition() {
        JoinCondition join =
                TestMapping.of("l(id*); r(id*); m(l_id>l.id, r_id>r.id)")
                        .relationship("L.rs: R secondary=m")
                        .configured("L.rs")
                        .join();

        assertThat(ConditionText.of(join.reverseLazyCondition()))
                .isEqualTo("l.id = m.l_id AND {r.id} = m.r_id");
    }

    @Test
    @DisplayName("RC-95, RC-96: an alternative mapping is only read and never found by identity")
    void anAlternativeMapping() {
        TestMapping mapping = TestMapping.of("a(id*, b_id>b.id); b(id*); d(id*, b_id>b.id)");
        TableRef b = TableRef.of(mapping.table("b"));
        TableRef d = TableRef.of(mapping.table("d"));
        ConfiguredRelationship relationship =
                mapping.alternative(
                                "BviaD",
                                "B",
                                new JoinItem(
                                        b,
                                        JoinKind.INNER,
                                        d,
                                        Binary.eq(
                                                ColumnRef.of(d.table().column("b_id")),
                                                ColumnRef.of(b.table().column("id")))))
                        .relationship("A.b: BviaD primaryjoin=A.b_id == BviaD.id")
                        .configured("A.b");

        assertThat(relationship.viewOnly()).isTrue();
        assertThat(relationship.join().useGet()).isFalse();
        assertThat(relationship.cascades()).containsExactly(Cascade.MERGE);
        assertThat(mapping.relationship("A.c: BviaD viewonly=false").problem())
                .hasMessageContaining("drop viewOnly = false");
    }

    @Test
    @DisplayName("RC-94: against a whole FROM the join is not clear, and the error asks for it")
    void anAlternativeMappingNeedsItsJoin() {
        TestMapping mapping =
                TestMapping.of("a(id*, b_id>b.id); b(id*); d(id*, b_id>b.id, a_id>a.id)");
        TableRef b = TableRef.of(mapping.table("b"));
        TableRef d = TableRef.of(mapping.table("d"));

        assertThat(
                        mapping.alternative(
                                        "BviaD",
                                        "B",
                                        new JoinItem(
                                                b,
                                                JoinKind.INNER,
                                                d,
                                                Binary.eq(
                                                        ColumnRef.of(d.table().column("b_id")),
                                                        ColumnRef.of(b.table().column("id")))))
                                .relationship("A.b: BviaD")
                                .problem())
                .hasMessageContaining("A.b")
                .hasMessageContaining("primaryJoin")
                .hasMessageContaining("a.b_id")
                .hasMessageContaining("d.a_id");
    }

    private static boolean useGet(String schema, String relationship) {
        return TestMapping.of(schema)
                .relationship(relationship)
                .configured(relationship.substring(0, relationship.indexOf(':')))
                .join()
                .useGet();
    }
}
