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

    @Test
    @DisplayName(
            "RC-48: with a secondary its columns are remote in both joins, whatever remoteSide says")
    void columnsOfTheSecondaryAreRemote() {
        assertThat(
                        TestMapping.of("a(id*, x); b(id*); s(a_id>a.id, b_id>b.id)")
                                .relationship("A.bs: B secondary=s, remoteSide=A.x")
                                .configured("A.bs")
                                .join()
                                .remoteSide())
                .extracting(Column::toString)
                .containsExactlyInAnyOrder("s.a_id", "s.b_id");
    }

    @Test
    @DisplayName(
            "RC-52, RC-55: in one table a comparison with no plain column marks nothing and warns")
    void nothingToMarkInOneTable() {
        TestMapping mapping =
                TestMapping.of("node(id*, path:String)")
                        .relationship(
                                "Node.below: Node viewonly=true, primaryjoin="
                                        + "foreign(Node.path).like(Node.path.concat('/%'))");

        assertThat(mapping.problem().code()).isEqualTo(ErrorCode.NO_LOCAL_REMOTE_PAIRS);
        assertThat(mapping.problem()).hasMessageContaining("remote()");
    }

    @Test
    @DisplayName("RC-60: columns of third tables join, and form no pair")
    void thirdTablesFormNoPair() {
        JoinCondition join =
                TestMapping.of("a(id*); b(id*, a_id>a.id); c(id*, a_id>a.id, b_id>b.id)")
                        .relationship(
                                "A.bs: B viewonly=true, primaryjoin="
                                        + "and_(A.id == B.a_id, c.c.b_id == B.id)")
                        .configured("A.bs")
                        .join();

        assertThat(join.synchronizePairs())
                .extracting(p -> p.source() + ">" + p.destination())
                .containsExactly("a.id>b.a_id");
        assertThat(join).hasToString("a.id = b.a_id AND c.b_id = b.id");
    }

    @Test
    @DisplayName(
            "RC-65: what is written needs a pair in each join; the error says which join lacks it")
    void eachJoinNeedsAPair() {
        String tables = "a(id*, x); b(id*, x); s(l, r)";

        assertThat(
                        TestMapping.of(tables)
                                .relationship(
                                        "A.bs: B secondary=s, primaryjoin=A.id == s.c.l,"
                                                + " secondaryjoin=B.id > s.c.r")
                                .problem())
                .hasMessageContaining("secondaryJoin")
                .hasMessageContaining("b.id > s.r")
                .hasMessageContaining("viewOnly");
        assertThat(TestMapping.of(tables).relationship("A.bs: B primaryjoin=A.x == B.x").problem())
                .hasMessageContaining("primaryJoin")
                .hasMessageContaining("a.x = b.x")
                .hasMessageContaining("foreign(")
                .hasMessageContaining("foreignKeys");
    }

    @Test
    @DisplayName("RC-72: with foreign columns in third tables only, there is no direction")
    void noDirection() {
        assertThat(
                        TestMapping.of("a(id*); b(id*); c(id*, a_id>a.id, b_id>b.id)")
                                .relationship(
                                        "A.bs: B viewonly=true, primaryjoin="
                                                + "and_(A.id == c.c.a_id, B.id == c.c.b_id)")
                                .problem()
                                .code())
                .isEqualTo(ErrorCode.DIRECTION_NEITHER_SIDE);
    }

    @Test
    @DisplayName("RC-88: an entity is no secondary; the error says how to name its table")
    void anEntityIsNoSecondary() {
        assertThat(
                        TestMapping.of("a(id*); b(id*); link(a_id*>a.id, b_id*>b.id)")
                                .relationship("A.bs: B secondary=Link")
                                .problem())
                .hasMessageContaining("RM-115")
                .hasMessageContaining("A.bs")
                .hasMessageContaining("secondary = \"link\"")
                .hasMessageContaining("viewOnly");
    }

    @Test
    @DisplayName("RC-108: a backref has no secondary join where there is no secondary")
    void aBackrefWithoutSecondary() {
        assertThat(
                        TestMapping.of(USER)
                                .relationship(
                                        "User.addresses: Address"
                                                + " backref=user{secondaryjoin=User.id == Address.user_id}")
                                .problem()
                                .code())
                .isEqualTo(ErrorCode.BACKREF_SECONDARYJOIN);
    }

    @Test
    @DisplayName("RC-109: a backref names no reverse of its own")
    void aBackrefOfABackref() {
        assertThat(
                        TestMapping.of(USER)
                                .relationship(
                                        "User.addresses: Address backref=user{backPopulates=other}")
                                .problem())
                .hasMessageContaining("RM-128")
                .hasMessageContaining("backPopulates");
    }

    @Test
    @DisplayName("RC-112: backPopulates names a relationship, not a column")
    void theReverseIsNoColumn() {
        assertThat(
                        TestMapping.of(USER)
                                .relationship("User.addresses: Address backPopulates=user_id")
                                .problem())
                .hasMessageContaining("RM-123")
                .hasMessageContaining("User.addresses")
                .hasMessageContaining("Address.user_id");
    }

    @Test
    @DisplayName("RC-113: the reverse leads back to the owner")
    void theReverseLeadsBack() {
        assertThat(
                        TestMapping.of(USER + "; other(id*, address_id>address.id)")
                                .relationship("User.addresses: Address backPopulates=others")
                                .relationship("Address.others: Other")
                                .problem())
                .hasMessageContaining("RM-124")
                .hasMessageContaining("User.addresses")
                .hasMessageContaining("Address.others");
    }

    @Test
    @DisplayName(
            "RC-135: and_ of one condition is that condition, and nested ones stand in one row")
    void nestedConditions() {
        assertThat(
                        TestMapping.of("a(id*, x, y); b(id*, a_id>a.id, x, y)")
                                .relationship(
                                        "A.bs: B primaryjoin=and_(and_(A.id == B.a_id),"
                                                + " and_(A.x == B.x, A.y == B.y))")
                                .configured("A.bs")
                                .join())
                .hasToString("a.id = b.a_id AND a.x = b.x AND a.y = b.y");
        assertThat(
                        TestMapping.of(USER)
                                .relationship("User.addresses: Address primaryjoin=eval('1')")
                                .problem()
                                .code())
                .isEqualTo(ErrorCode.UNKNOWN_NAME);
    }
}
