package io.relmap.join;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked cases of spec 01 section 17 that the recorded file leaves out. */
@DisplayName("Worked cases of join inference")
@ExtendWith(QuietMappingLog.class)
class WorkedCasesTest {

    private static final String CUSTOMER =
            "customer(id*, billing_address_id>address.id, shipping_address_id>address.id);"
                    + " address(id*, street)";
    private static final String NODE = "node(id*, parent_id>node.id, flag, data)";
    private static final String USER =
            "user(id*, name:String);" + " address(id*, email:String, city:String, user_id>user.id)";
    private static final String ASSOCIATION =
            "left(id*); right(id*, kind); association(left_id>left.id, right_id>right.id, kind)";

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '!',
            value = {
                "JI-002! parent(id*); child(id*, parent_id>parent.id)! Parent.children: Child"
                        + "! O2M[]; parent.id = child.parent_id; parent.id->child.parent_id;"
                        + " remote child.parent_id",
                "JI-018! parent(x*, y*, z); child(id*, y, x, z, x+y>parent.x+y)"
                        + "! Parent.children: Child"
                        + "! O2M[]; parent.y = child.y AND parent.x = child.x;"
                        + " parent.y->child.y, parent.x->child.x; remote child.x, child.y",
                "JI-024! tgt(uid*, oid*); ref(id*, uid1, uid2, oid, uid1+oid>tgt.uid+oid,"
                        + " uid2+oid>tgt.uid+oid)! Tgt.refs: Ref foreignKeys=[Ref.uid2, Ref.oid]"
                        + "! O2M[]; tgt.uid = ref.uid2 AND tgt.oid = ref.oid;"
                        + " tgt.uid->ref.uid2, tgt.oid->ref.oid; remote ref.oid, ref.uid2",
                "JI-082! parent(id*, code); child(id*, parent_code>parent.code)"
                        + "! Child.parent: Parent! M2O1; parent.code = child.parent_code;"
                        + " parent.code->child.parent_code; remote parent.code",
                "JI-093! element(path*:String)! Element.ancestor: Element"
                        + " primaryjoin=remote(Element.path).like(foreign(Element.path)"
                        + ".concat('/%')), viewonly=true"
                        + "! M2O1; element.path LIKE element.path || '/%'; no copy;"
                        + " remote element.path",
                "JI-133! a(id*, b_id>b.id); b(id*, d_id>d.id); d(id*)"
                        + "! A.d: D secondary=b, viewonly=true! M2M[]; b.id = a.b_id | d.id = b.d_id;"
                        + " b.id->a.b_id, d.id->b.d_id; remote b.d_id, b.id",
                "JI-146! a(id*, z_id>zzz.id); b(id*, a_id>a.id)! A.bs: B"
                        + "! O2M[]; a.id = b.a_id; a.id->b.a_id; remote b.a_id"
            },
            quoteCharacter = '"')
    void comesOutAsTheSpecificationShows(
            String id, String schema, String relationship, String result) {
        TestMapping mapping = TestMapping.of(schema).relationship(relationship);

        ConfiguredRelationship built =
                mapping.configured(relationship.substring(0, relationship.indexOf(':')));

        assertThat(TestMapping.summary(built)).as(id).isEqualTo(result);
    }

    @Test
    @DisplayName("JI-009, JI-124: an association, its criteria turned round in the reverse")
    void anAssociationWithCriteria() {
        ConfiguredRelationships all =
                TestMapping.of(ASSOCIATION)
                        .entity("Parent", "left")
                        .entity("Child", "right")
                        .relationship(
                                "Parent.children: Child secondary=association,"
                                        + " primaryjoin=and_(Parent.id==association.c.left_id,"
                                        + " association.c.kind==1),"
                                        + " secondaryjoin=and_(Child.id==association.c.right_id,"
                                        + " Child.kind==2), backref=parents")
                        .configure();

        assertThat(all.all())
                .extracting(TestMapping::summary)
                .containsExactly(
                        "M2M[]; left.id = association.left_id AND association.kind = 1 |"
                                + " right.id = association.right_id AND right.kind = 2;"
                                + " left.id->association.left_id, right.id->association.right_id;"
                                + " remote association.kind, association.left_id,"
                                + " association.right_id",
                        "M2M[]; right.id = association.right_id AND right.kind = 2 |"
                                + " left.id = association.left_id AND association.kind = 1;"
                                + " right.id->association.right_id, left.id->association.left_id;"
                                + " remote association.kind, association.left_id,"
                                + " association.right_id");
    }

    @Test
    @DisplayName("JI-033: one of two paths, and its reverse over the same column")
    void oneOfTwoPaths() {
        ConfiguredRelationships all =
                TestMapping.of(CUSTOMER)
                        .relationship(
                                "Customer.billing_address: Address"
                                        + " foreignKeys=Customer.billing_address_id,"
                                        + " backref=billed")
                        .configure();

        assertThat(TestMapping.summary(all.all().get(0)))
                .isEqualTo(
                        "M2O1; address.id = customer.billing_address_id;"
                                + " address.id->customer.billing_address_id; remote address.id;"
                                + " get");
        assertThat(TestMapping.reverseSummary(all.all().get(1)))
                .isEqualTo("O2M[] remote customer.billing_address_id");
    }

    @Test
    @DisplayName("JI-040, RC-63: both columns of an OR are copied, with a warning")
    void bothColumnsOfAnOr() {
        ConfiguredRelationship customers =
                TestMapping.of(CUSTOMER)
                        .relationship(
                                "Address.customers: Customer"
                                        + " primaryjoin=or_(Address.id==Customer.billing_address_id,"
                                        + " Address.id==Customer.shipping_address_id)")
                        .configured("Address.customers");

        assertThat(TestMapping.summary(customers))
                .isEqualTo(
                        "O2M[]; address.id = customer.billing_address_id OR address.id ="
                                + " customer.shipping_address_id;"
                                + " address.id->customer.billing_address_id,"
                                + " address.id->customer.shipping_address_id;"
                                + " remote customer.billing_address_id,"
                                + " customer.shipping_address_id");
        assertThat(TestMapping.codes(customers)).containsExactly("WRITABLE_UNDER_OR");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '!',
            value = {
                "JI-059! primaryjoin=and_(Node.id==Node.parent_id, Node.flag==1)"
                        + "! {node.id} = node.parent_id AND {node.flag} = 1"
                        + "! NON_SIMPLE_COLUMN_ELEMENTS",
                "JI-060! primaryjoin=and_(Node.id==Node.parent_id, Node.flag==1),"
                        + " remoteSide=[Node.parent_id, Node.flag]"
                        + "! {node.id} = node.parent_id AND {node.flag} = 1! ''",
                "JI-061! primaryjoin=and_(Node.id==remote(Node.parent_id), remote(Node.flag)==1)"
                        + "! {node.id} = node.parent_id AND node.flag = 1! ''"
            })
    @DisplayName("RC-50, RC-51, RC-55: a literal in a self-reference stays the owner's")
    void aLiteralInASelfReference(String id, String arguments, String lazy, String warning) {
        ConfiguredRelationship children =
                TestMapping.of(NODE)
                        .relationship("Node.children: Node " + arguments)
                        .configured("Node.children");

        assertThat(ConditionText.of(children.join().lazyCondition())).as(id).isEqualTo(lazy);
        assertThat(String.join(",", TestMapping.codes(children))).isEqualTo(warning);
    }

    @Test
    @DisplayName("JI-069: many-to-many of one table")
    void manyToManyOfOneTable() {
        ConfiguredRelationships all =
                TestMapping.of(
                                "node(id*, label);"
                                        + " node_to_node(left_node_id*>node.id, right_node_id*>node.id)")
                        .relationship(
                                "Node.right_nodes: Node secondary=node_to_node,"
                                        + " primaryjoin=Node.id==node_to_node.c.left_node_id,"
                                        + " secondaryjoin=Node.id==node_to_node.c.right_node_id,"
                                        + " backref=left_nodes")
                        .configure();

        assertThat(ConditionText.of(all.all().get(0).join().lazyCondition()))
                .isEqualTo(
                        "{node.id} = node_to_node.left_node_id AND node.id ="
                                + " node_to_node.right_node_id");
        assertThat(ConditionText.of(all.all().get(1).join().lazyCondition()))
                .isEqualTo(
                        "{node.id} = node_to_node.right_node_id AND node.id ="
                                + " node_to_node.left_node_id");
    }

    @Test
    @DisplayName("JI-077: a criterion on the owner becomes a comparison of parameters")
    void aCriterionOnTheOwner() {
        ConfiguredRelationship addresses =
                TestMapping.of(USER)
                        .relationship(
                                "User.addresses: Address"
                                        + " primaryjoin=and_(User.id==Address.user_id,"
                                        + " User.name=='ed')")
                        .configured("User.addresses");

        assertThat(ConditionText.of(addresses.join().lazyCondition()))
                .isEqualTo("{user.id} = address.user_id AND {user.name} = 'ed'");
    }

    @Test
    @DisplayName("JI-111: foreign() on the other column turns the direction")
    void foreignTurnsTheDirection() {
        assertThat(
                        TestMapping.summary(
                                TestMapping.of(USER)
                                        .relationship(
                                                "User.addresses: Address"
                                                        + " primaryjoin=foreign(User.id)=="
                                                        + "Address.user_id")
                                        .configured("User.addresses")))
                .isEqualTo(
                        "M2O1; user.id = address.user_id; address.user_id->user.id;"
                                + " remote address.user_id");
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '!',
            value = {
                "JI-087! host_entry(id*, ip_address:INET, content:String)"
                        + "! HostEntry.parent_host: HostEntry primaryjoin=HostEntry.ip_address =="
                        + " cast(HostEntry.content, INET), foreignKeys=HostEntry.content"
                        + "! NO_LOCAL_REMOTE_PAIRS",
                "JI-105! user(id*, code); address(id*, user_id, code)"
                        + "! User.addresses: Address primaryjoin=User.id > Address.user_id,"
                        + " viewonly=true! NO_FOREIGN_COLUMNS",
                "JI-141! user(id*); address(id*, user_id>user.id); other(id*, user_id>user.id)"
                        + "! User.addresses: Address primaryjoin=other.c.user_id == User.id"
                        + "! NO_SIMPLE_EQUALITY",
                "JI-145! a(id*); b(id*>a.id); c(id*, b_id>b.id)! A.cs: C! NO_FOREIGN_KEYS"
            })
    void failsAsTheSpecificationShows(String id, String schema, String relationship, String code) {
        assertThat(TestMapping.of(schema).relationship(relationship).problem().code().name())
                .as(id)
                .isEqualTo(code);
    }
}
