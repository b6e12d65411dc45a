package io.relmap.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import io.relmap.error.Warning;
import io.relmap.schema.Column;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Rules of spec 01 that decide single words")
@ExtendWith(QuietMappingLog.class)
class RuleDetailsTest {

    private static final String USER = "user(id*); address(id*, user_id>user.id)";

    @Test
    @DisplayName(
            "RC-3, RC-121: what is configured later carries the warning, and lists all others sorted")
    void whoCarriesTheWarning() {
        ConfiguredRelationships all =
                TestMapping.of(USER)
                        .relationship("Address.user: User")
                        .relationship("Address.owner: User backref=belongings")
                        .relationship("User.addresses: Address")
                        .configure();

        assertThat(all.warnings())
                .extracting(Warning::relationship)
                .containsExactly("Address.user", "Address.owner", "User.belongings");
        assertThat(all.warnings().get(0).message()).contains("User.addresses (copies");
        assertThat(all.warnings().get(2).message())
                .contains("Address.user (copies user.id to address.user_id), User.addresses")
                .contains("overlaps = \"addresses,user\"");
    }

    @Test
    @DisplayName("RC-15: references are not followed from column to column")
    void referencesAreNotFollowed() {
        assertThat(
                        TestMapping.of("a(id*); b(id*>a.id); c(id*, b_id>b.id)")
                                .relationship("A.cs: C")
                                .problem()
                                .code())
                .isEqualTo(ErrorCode.NO_FOREIGN_KEYS);
    }

    @Test
    @DisplayName("RC-31: terms follow the declaration of the columns, not that of the constraint")
    void orderOfTerms() {
        assertThat(
                        TestMapping.of(
                                        "parent(x*, y*, z*); child(id*, z, x, y, x+y+z>parent.x+y+z)")
                                .relationship("Parent.children: Child")
                                .configured("Parent.children")
                                .join())
                .hasToString("parent.z = child.z AND parent.x = child.x AND parent.y = child.y");
    }

    @Test
    @DisplayName("RC-44: where two columns reference each other, the left one is foreign")
    void theLeftOperandDecides() {
        String tables = "a(id*>b.id); b(id*>a.id)";

        assertThat(direction(tables, "A.b: B primaryjoin=A.id == B.id"))
                .isEqualTo(Direction.MANY_TO_ONE);
        assertThat(direction(tables, "A.b: B primaryjoin=B.id == A.id"))
                .isEqualTo(Direction.ONE_TO_MANY);
    }

    @Test
    @DisplayName("RC-49, RC-54: a path compared with a longer path is no self-reference of columns")
    void aPathIsNoSelfReference() {
        ConfiguredRelationship descendants =
                TestMapping.of("element(path*:String)")
                        .relationship(
                                "Element.descendants: Element viewonly=true, primaryjoin="
                                        + "remote(foreign(Element.path)).like(Element.path.concat('/%'))")
                        .configured("Element.descendants");

        assertThat(descendants.join().direction()).isEqualTo(Direction.ONE_TO_MANY);
        assertThat(descendants.join().lazyCondition())
                .extracting(ConditionText::of)
                .isEqualTo("element.path LIKE {element.path} || '/%'");
    }

    @Test
    @DisplayName("RC-49, RC-57: target columns that remoteSide leaves out have no role")
    void columnsWithoutARole() {
        ConfiguredRelationship addresses =
                TestMapping.of("user(id*, code); address(id*, user_id>user.id, code)")
                        .relationship(
                                "User.addresses: Address remoteSide=Address.user_id, primaryjoin="
                                        + "and_(User.id == Address.user_id, User.code == Address.code)")
                        .configured("User.addresses");

        assertThat(addresses.join().remoteSide())
                .extracting(Column::toString)
                .containsExactly("address.user_id");
        assertThat(ConditionText.of(addresses.join().lazyCondition()))
                .isEqualTo("{user.id} = address.user_id AND {user.code} = address.code");
    }

    @Test
    @DisplayName("RC-58, RC-136: an operator of the database joins only if it is said to compare")
    void customOperators() {
        String tables = "ipa(id*, v4); network(id*, v4)";

        assertThat(
                        direction(
                                tables,
                                "Ipa.network: Network viewonly=true, primaryjoin="
                                        + "Ipa.v4.bool_op('<<')(foreign(Network.v4))"))
                .isEqualTo(Direction.ONE_TO_MANY);
        assertThat(
                        TestMapping.of(tables)
                                .relationship(
                                        "Ipa.network: Network viewonly=true, primaryjoin="
                                                + "Ipa.v4.op('<<')(foreign(Network.v4))")
                                .problem()
                                .code())
                .isEqualTo(ErrorCode.NO_LOCAL_REMOTE_PAIRS);
    }

    @Test
    @DisplayName("RC-90, RC-92: where the owner refers to the secondary, nothing is written")
    void theOwnerRefersToTheSecondary() {
        ConfiguredRelationship ds =
                TestMapping.of("a(id*, b_id>b.id); b(id*, d_id>d.id); d(id*)")
                        .relationship("A.ds: D secondary=b")
                        .configured("A.ds");

        assertThat(ds.viewOnly()).isFalse();
        assertThat(ds.join().isWritable()).isFalse();
        assertThat(ds.join().synchronizePairs()).hasToString("[b.id -> a.b_id]");
        assertThat(TestMapping.codes(ds)).containsExactly("COMPOSITE_SECONDARY_READ_ONLY");
    }

    @Test
    @DisplayName("RC-16: that a reference is the key itself does not make a collection an object")
    void uniquenessDecidesNothing() {
        ConfiguredRelationship passports =
                TestMapping.of("person(id*); passport(id*>person.id)")
                        .relationship("Person.passports: Passport")
                        .configured("Person.passports");

        assertThat(passports.useList()).isTrue();
    }

    private static Direction direction(String tables, String relationship) {
        return TestMapping.of(tables)
                .relationship(relationship)
                .configured(relationship.substring(0, relationship.indexOf(':')))
                .join()
                .direction();
    }
}
