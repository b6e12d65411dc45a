package io.relmap.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.schema.Column;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("RC-41 to RC-46, RC-67, RC-70: what counts as foreign, where the rules meet")
@ExtendWith(QuietMappingLog.class)
class ForeignRoleRulesTest {

    private static final String ASSOCIATION = "a(id*, x, y); b(id*, x, y); s(l, r, kind)";

    private static List<String> foreign(Expression condition) {
        return ExpressionTree.columns(condition).stream()
                .filter(ref -> ref.has(ColumnRole.FOREIGN))
                .map(Object::toString)
                .toList();
    }

    @Test
    @DisplayName(
            "RC-45: a range has no single other operand, so its column counts as foreign nowhere")
    void aRangeOfTheSecondaryIsNotForeign() {
        ConfiguredRelationship bs =
                TestMapping.of(ASSOCIATION)
                        .relationship(
                                "A.bs: B secondary=s,"
                                        + " primaryjoin=and_(A.id == s.c.l, s.c.kind.between(A.x, A.y)),"
                                        + " secondaryjoin=B.id == s.c.r")
                        .configured("A.bs");

        assertThat(foreign(bs.join().primaryJoin())).containsExactly("s.l");
    }

    @Test
    @DisplayName("RC-43, RC-45: a list is no plain column, even with one column in it")
    void aListIsNoPlainColumn() {
        ConfiguredRelationship bs =
                TestMapping.of("a(id*, x); b(id*, a_id>a.id)")
                        .relationship(
                                "A.bs: B primaryjoin=and_(A.id == B.a_id, A.id.in_([B.a_id])),"
                                        + " viewonly=true")
                        .configured("A.bs");

        assertThat(foreign(bs.join().primaryJoin())).containsExactly("b.a_id");
    }

    @Test
    @DisplayName("RC-41: in the secondary join a mark stops inference of its own comparison")
    void aMarkInTheSecondaryJoin() {
        ConfiguredRelationship bs =
                TestMapping.of(ASSOCIATION)
                        .relationship(
                                "A.bs: B secondary=s, primaryjoin=A.id == s.c.l,"
                                        + " secondaryjoin=and_(foreign(B.x) == s.c.r,"
                                        + " B.y == s.c.kind)")
                        .configured("A.bs");

        assertThat(foreign(Objects.requireNonNull(bs.join().secondaryJoin())))
                .containsExactly("b.x", "s.kind");
    }

    @Test
    @DisplayName("RC-41, RC-45: a mark inside an operand does not stop inference")
    void aMarkInsideAnOperand() {
        ConfiguredRelationship bs =
                TestMapping.of(ASSOCIATION)
                        .relationship(
                                "A.bs: B secondary=s, primaryjoin=A.id == s.c.l,"
                                        + " secondaryjoin=s.c.r == (foreign(B.x) - B.y)")
                        .configured("A.bs");

        assertThat(foreign(Objects.requireNonNull(bs.join().secondaryJoin())))
                .containsExactly("s.r", "b.x");
    }

    @Test
    @DisplayName(
            "RC-14, RC-43: a comparison that asks for a broken reference fails, naming both tables")
    void aComparisonAsksForABrokenReference() {
        MappingException problem =
                TestMapping.of("a(id*); b(id*, a_id>nowhere.id)")
                        .relationship("A.bs: B primaryjoin=A.id == B.a_id")
                        .problem();

        assertThat(problem.code()).isEqualTo(ErrorCode.UNKNOWN_REFERENCED_TABLE);
        assertThat(problem)
                .hasMessageContaining("A.bs")
                .hasMessageContaining("between a and b")
                .hasMessageContaining("b.a_id")
                .hasMessageContaining("nowhere");
    }

    @Test
    @DisplayName("RC-15, RC-43: a broken reference beside the one that is asked for does no harm")
    void aBrokenReferenceBesideAGoodOne() {
        ConfiguredRelationship bs =
                TestMapping.of("a(id*); b(id*, a_id>nowhere.id>a.id)")
                        .relationship("A.bs: B primaryjoin=A.id == B.a_id")
                        .configured("A.bs");

        assertThat(bs.join().foreignKeyColumns())
                .extracting(Column::toString)
                .containsExactly("b.a_id");
    }

    @Test
    @DisplayName(
            "RC-67: the owner's own table as secondary makes its columns remote, with a warning")
    void theOwnersTableAsSecondary() {
        ConfiguredRelationship bs =
                TestMapping.of("a(id*, b_id>b.id, parent_id>a.id); b(id*)")
                        .relationship("A.bs: B secondary=a, viewonly=true")
                        .configured("A.bs");

        assertThat(bs.warnings())
                .extracting(Warning::code)
                .contains(ErrorCode.REMOTE_ON_LOCAL_COLUMN);
    }

    @Test
    @DisplayName(
            "RC-99, RC-103: a flag that a view-only backref inherits is warned about there too")
    void anInheritedFlag() {
        ConfiguredRelationships all =
                TestMapping.of("a(id*); b(id*, a_id>a.id)")
                        .relationship("A.bs: B viewonly=true, passiveUpdates=false, backref=a")
                        .configure();

        assertThat(all.warnings()).extracting(Warning::relationship).containsExactly("A.bs", "B.a");
        assertThat(all.warnings())
                .extracting(Warning::code)
                .containsOnly(ErrorCode.VIEWONLY_PERSISTENCE_FLAG);
    }

    @Test
    @DisplayName("RC-70: of a column that is foreign in several places the least nested one counts")
    void theLeastNestedOccurrence() {
        MappingException problem =
                TestMapping.of("b(id*, x)")
                        .relationship(
                                "B.r: B viewonly=true, primaryjoin=and_(remote(B.x).bool_op('<<')"
                                        + "(remote(foreign(B.id))), foreign(B.id) == B.x)")
                        .problem();

        assertThat(problem.code()).isEqualTo(ErrorCode.DIRECTION_BOTH_SIDES);
    }
}
