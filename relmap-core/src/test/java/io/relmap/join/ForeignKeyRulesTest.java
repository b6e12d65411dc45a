package io.relmap.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("RC-28 to RC-38: joins from foreign keys")
@ExtendWith(QuietMappingLog.class)
class ForeignKeyRulesTest {

    private static final String CUSTOMER =
            "customer(id*, billing_address_id>address.id, shipping_address_id>address.id);"
                    + " address(id*)";

    @Test
    @DisplayName("RC-6, RC-34: the message lists every candidate and a remedy to paste for each")
    void severalPathsAreListedWithTheirRemedies() {
        assertThat(
                        TestMapping.of(CUSTOMER)
                                .relationship("Customer.billing_address: Address")
                                .problem())
                .hasMessage(
                        "RM-112: Customer.billing_address: several foreign keys link the tables"
                                + " customer and address: customer.billing_address_id,"
                                + " customer.shipping_address_id; say which one with"
                                + " foreignKeys or primaryJoin, for instance"
                                + " foreignKeys = \"Customer.billing_address_id\" or"
                                + " foreignKeys = \"Customer.shipping_address_id\"");
    }

    @Test
    @DisplayName("RC-34: a remedy of the message solves the problem when it is pasted")
    void aRemedySolvesTheProblem() {
        assertThat(
                        TestMapping.of(CUSTOMER)
                                .relationship(
                                        "Customer.billing_address: Address"
                                                + " foreignKeys=Customer.shipping_address_id")
                                .configured("Customer.billing_address")
                                .join())
                .hasToString("address.id = customer.shipping_address_id");
    }

    @Test
    @DisplayName("RC-35: no path names both tables and what to declare")
    void noPath() {
        assertThat(
                        TestMapping.of("user(id*); address(id*, user_id)")
                                .relationship("User.addresses: Address")
                                .problem())
                .hasMessageContaining("User.addresses")
                .hasMessageContaining("user and address")
                .hasMessageContaining("@ForeignKey")
                .hasMessageContaining("primaryJoin");
    }

    @Test
    @DisplayName("RC-89: a self-referential association asks for both joins")
    void aSelfReferentialAssociation() {
        assertThat(
                        TestMapping.of("node(id*); link(l*>node.id, r*>node.id)")
                                .relationship("Node.next: Node secondary=link")
                                .problem())
                .hasMessageContaining("RM-113")
                .hasMessageContaining("link.l, link.r")
                .hasMessageContaining("secondaryJoin");
    }

    @Test
    @DisplayName("RC-33: the same constraint declared twice is one path")
    void theSameConstraintTwice() {
        assertThat(
                        TestMapping.of("parent(id*); child(id*, pid>parent.id>parent.id)")
                                .relationship("Parent.children: Child")
                                .configured("Parent.children")
                                .join())
                .hasToString("parent.id = child.pid");
    }

    @Test
    @DisplayName("RC-32: a composite constraint takes part with the columns that are listed")
    void partOfACompositeConstraint() {
        assertThat(
                        TestMapping.of("tgt(u*, o*); ref(id*, u, o, u+o>tgt.u+o)")
                                .relationship("Ref.tgt: Tgt foreignKeys=Ref.u")
                                .configured("Ref.tgt")
                                .join())
                .hasToString("tgt.u = ref.u");
    }

    @Test
    @DisplayName(
            "RC-37: an unresolved reference to the other table is an error, to a third a warning")
    void unresolvedReferences() {
        assertThat(TestMapping.of("a(id*); b(id*, a_id>a.nope)").relationship("A.bs: B").problem())
                .hasMessageContaining("A.bs")
                .hasMessageContaining("RM-103")
                .hasMessageContaining("nope");
        assertThat(
                        TestMapping.of("a(id*, z>zzz.id); b(id*, a_id>a.id)")
                                .relationship("A.bs: B")
                                .configure()
                                .warnings())
                .extracting(warning -> warning.code() + " " + warning.relationship())
                .containsExactly("UNRESOLVED_FOREIGN_KEY a.z");
    }

    @Test
    @DisplayName("RC-29: secondaryJoin without secondary is an error before any inference")
    void secondaryJoinWithoutSecondary() {
        assertThat(
                        TestMapping.of("user(id*); address(id*)")
                                .relationship(
                                        "User.addresses: Address"
                                                + " secondaryjoin=User.id==Address.id")
                                .problem()
                                .code())
                .isEqualTo(ErrorCode.SECONDARYJOIN_WITHOUT_SECONDARY);
    }

    @Test
    @DisplayName("RC-134: a join in secondary infers its missing condition")
    void aJoinInSecondaryInfersItsCondition() {
        ConfiguredRelationship d =
                TestMapping.of(
                                "a(id*, b_id>b.id); b(id*, d_id>d.id);"
                                        + " c(id*, a_id>a.id, b_id>b.id); d(id*)")
                        .relationship(
                                "A.ds: D secondary=join(B, C),"
                                        + " primaryjoin=A.id == C.a_id,"
                                        + " secondaryjoin=D.id == B.d_id, viewonly=true")
                        .configured("A.ds");

        assertThat(ConditionText.of(Objects.requireNonNull(d.join().secondary())))
                .isEqualTo("b JOIN c ON b.id = c.b_id");
    }
}
