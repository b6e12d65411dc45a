package io.relmap.join;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RC-75, RC-100 to RC-117: the other direction")
@ExtendWith(QuietMappingLog.class)
class ReverseRulesTest {

    private static final String NODE = "node(id*, parent_id>node.id)";
    private static final String USER = "user(id*); address(id*, user_id>user.id, city)";

    @Test
    @DisplayName("RC-75: a ToOne holder and a collection of one table need no argument")
    void holdersDecideTheDirectionOfASelfReference() {
        ConfiguredRelationships all =
                TestMapping.of(NODE)
                        .relationship("Node.parent: Node holder=SCALAR, backPopulates=children")
                        .relationship("Node.children: Node holder=COLLECTION, backPopulates=parent")
                        .configure();

        assertThat(all.all())
                .extracting(TestMapping::reverseSummary)
                .containsExactly("M2O1 remote node.id", "O2M[] remote node.parent_id");
    }

    @Test
    @DisplayName("RC-75: so does a backref that a ToOne holder of a self-reference claims")
    void aClaimedBackrefOfASelfReference() {
        ConfiguredRelationships all =
                TestMapping.of(NODE)
                        .relationship(
                                "Node.children: Node holder=COLLECTION,"
                                        + " backref=parent{holder=SCALAR}")
                        .configure();

        assertThat(all.all())
                .extracting(TestMapping::reverseSummary)
                .containsExactly("O2M[] remote node.parent_id", "M2O1 remote node.id");
    }

    @Test
    @DisplayName("RC-75: without holders a self-reference follows the reference")
    void withoutHoldersBothSidesGoOneWay() {
        assertThat(
                        TestMapping.of(NODE)
                                .relationship("Node.children: Node backref=parent")
                                .problem())
                .hasMessageContaining("RM-121")
                .hasMessageContaining("Node.children")
                .hasMessageContaining("Node.parent")
                .hasMessageContaining("remoteSide = \"Node.id\"");
    }

    @Test
    @DisplayName("RC-75: useList that contradicts the holder is an error")
    void aContradictingHolder() {
        assertThat(
                        TestMapping.of(USER)
                                .relationship("User.addresses: Address holder=SCALAR, uselist=true")
                                .problem())
                .hasMessageContaining("RM-143");
    }

    @Test
    @DisplayName("RC-103, RC-105: the reverse inherits the criterion, viewOnly and updates")
    void theReverseInherits() {
        ConfiguredRelationships all =
                TestMapping.of(USER)
                        .relationship(
                                "User.boston: Address primaryjoin=and_(User.id=="
                                        + "Address.user_id, Address.city==1), viewonly=true,"
                                        + " backref=user")
                        .configure();
        ConfiguredRelationship user = all.all().get(1);

        assertThat(user.generatedBy()).isSameAs(all.all().get(0));
        assertThat(user.viewOnly()).isTrue();
        assertThat(ConditionText.of(user.join().lazyCondition()))
                .isEqualTo("user.id = {address.user_id} AND {address.city} = 1");
    }

    @Test
    @DisplayName("RC-106: explicit remote() is turned round occurrence by occurrence")
    void explicitMarksAreTurnedRound() {
        ConfiguredRelationships all =
                TestMapping.of(NODE)
                        .relationship(
                                "Node.parent: Node primaryjoin=remote(Node.id) =="
                                        + " foreign(Node.parent_id), backref=children")
                        .configure();

        assertThat(all.all())
                .extracting(TestMapping::reverseSummary)
                .containsExactly("M2O1 remote node.id", "O2M[] remote node.parent_id");
    }

    @ParameterizedTest(name = "{1}")
    @DisplayName("RC-27, RC-100 to RC-114: reverses that cannot be")
    @CsvSource(
            delimiter = '!',
            value = {
                "User.addresses: Address backref=a, backPopulates=b! RM-125! backPopulates",
                "User.addresses: Address backref=city! RM-126! city",
                "User.addresses: Address backref=user{secondaryjoin=User.id==Address.user_id}"
                        + "! RM-127! secondaryJoin",
                "User.addresses: Address backref=user{backPopulates=x}! RM-128! backPopulates",
                "User.addresses: Address backPopulates=usr! RM-122! usr",
                "User.addresses: Address backPopulates=city! RM-123! Address.city",
                "User.addresses: Address viewonly=true, syncBackref=true! RM-130! viewOnly"
            })
    void whatCannotBe(String relationship, String code, String hint) {
        assertThat(TestMapping.of(USER).relationship(relationship).problem())
                .hasMessageContaining(code)
                .hasMessageContaining("User.addresses")
                .hasMessageContaining(hint);
    }

    @Test
    @DisplayName("RC-111: an unknown reverse name lists the relationships that lead back")
    void anUnknownReverseNameListsWhatWouldFit() {
        assertThat(
                        TestMapping.of(USER)
                                .relationship("User.addresses: Address backPopulates=usr")
                                .relationship("Address.owner: User")
                                .problem())
                .hasMessageContaining("owner");
    }

    @Test
    @DisplayName("RC-115: reverses that do not name each other build with a warning")
    void reversesThatDoNotNameEachOther() {
        ConfiguredRelationship first =
                TestMapping.of(USER)
                        .relationship("User.a: Address backPopulates=user")
                        .relationship("User.b: Address backPopulates=user, overlaps=a")
                        .relationship("Address.user: User backPopulates=b, overlaps=a")
                        .configured("User.a");

        assertThat(TestMapping.codes(first)).contains("REVERSE_NOT_RECIPROCAL");
    }

    @Test
    @DisplayName("RC-117: each side has its own flag for carrying changes")
    void carryingChanges() {
        ConfiguredRelationships all =
                TestMapping.of(USER)
                        .relationship(
                                "User.addresses: Address backPopulates=user, syncBackref=false")
                        .relationship("Address.user: User backPopulates=addresses")
                        .configure();

        assertThat(all.all().get(0).synchronizesTo()).isNull();
        assertThat(all.all().get(1).synchronizesTo()).isSameAs(all.all().get(0));
    }

    @Test
    @DisplayName("RC-116: one-way naming links both, but carries changes one way only")
    void oneWayNaming() {
        ConfiguredRelationships all =
                TestMapping.of(USER)
                        .relationship("User.addresses: Address backPopulates=user")
                        .relationship("Address.user: User")
                        .configure();

        assertThat(all.all().get(1).reverses()).containsExactly(all.all().get(0));
        assertThat(all.all().get(0).synchronizesTo()).isSameAs(all.all().get(1));
        assertThat(all.all().get(1).synchronizesTo()).isNull();
        assertThat(all.warnings()).isEmpty();
    }
}
