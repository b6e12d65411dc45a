package io.relmap.mapping.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.mapping.Mapping;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every error and warning of a relationship: its code, the facts of its message, and its remedies. What
 * the message writes out is pasted, what it asks to drop is dropped, and the mapping builds.
 */
@DisplayName("RC-6, spec 01 section 15: messages hold the facts, and what they suggest builds")
class MappingRemediesTest {

    private static final String USER =
            "user(id*, name:String); address(id*, email:String, user_id>user.id)";
    private static final String PLAIN = "user(id*, code); address(id*, user_id, code)";
    private static final String NODE = "node(id*, parent_id>node.id, flag)";
    private static final String GRAPH = "node(id*)| edge(left_id>node.id, right_id>node.id)";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"ofForeignKeys", "ofRoles", "ofReverses", "ofArguments", "ofNames"})
    void anErrorHoldsItsFactsAndItsRemediesBuild(Mistake mistake) {
        MappingException failure =
                catchThrowableOfType(MappingException.class, () -> mistake.mapping().build());

        assertThat(failure).as("no failure").isNotNull();
        MappingException problem = failure.problems().get(0);
        assertThat(problem.code()).as(problem.getMessage()).isEqualTo(mistake.code());
        assertThat(problem).hasMessageStartingWith(mistake.code().code() + ": ");
        assertThat(problem.getMessage())
                .contains(mistake.first())
                .contains(mistake.facts().toArray(String[]::new));
        List<TextMapping> mended = mistake.mended(problem.getMessage());
        assertThat(mended).as("remedies in: %s", problem.getMessage()).isNotEmpty();
        mended.forEach(mapping -> assertThat(mapping.build()).isNotNull());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofWarnings")
    @DisplayName("RC-5: a warning holds its facts, its remedies silence it")
    void aWarningHoldsItsFactsAndItsRemediesSilenceIt(Mistake mistake) {
        Warning warning = only(mistake.code(), mistake.mapping().build());

        assertThat(warning.relationship()).isEqualTo(mistake.first());
        assertThat(warning.message())
                .contains(mistake.first())
                .contains(mistake.facts().toArray(String[]::new));
        List<TextMapping> mended = mistake.mended(warning.message());
        assertThat(mended).as("remedies in: %s", warning.message()).isNotEmpty();
        mended.forEach(
                mapping ->
                        assertThat(mapping.build().warnings())
                                .extracting(Warning::code)
                                .doesNotContain(mistake.code()));
    }

    private static Warning only(ErrorCode code, Mapping mapping) {
        List<Warning> found =
                mapping.warnings().stream().filter(warning -> warning.code() == code).toList();
        assertThat(found).as("%s among %s", code, mapping.warnings()).hasSize(1);
        return found.get(0);
    }

    static Stream<Mistake> ofForeignKeys() {
        return Stream.of(
                Mistake.of(ErrorCode.NO_FOREIGN_KEYS, PLAIN, "User.addresses: Address")
                        .saying(
                                "user and address",
                                "@ForeignKey or @ForeignKeyConstraint",
                                "@ForeignKey(\"user.id\") on Address.user_id",
                                "primaryJoin = \"User.id = foreign(Address.user_id)\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.NO_FOREIGN_KEYS_SECONDARY,
                                "left(id*); right(id*)| link(left_id, right_id)",
                                "Left.rights: Right secondary = \"link\"")
                        .saying(
                                "left and right over link",
                                "(the secondaryJoin)",
                                "primaryJoin = \"Left.id = link.left_id\","
                                        + " secondaryJoin = \"Right.id = link.right_id\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.AMBIGUOUS_FOREIGN_KEYS,
                                "customer(id*, billing_id>address.id, shipping_id>address.id);"
                                        + " address(id*)",
                                "Customer.billing: Address")
                        .saying(
                                "customer and address",
                                "customer.billing_id, customer.shipping_id",
                                "foreignKeys = \"Customer.billing_id\" or"
                                        + " foreignKeys = \"Customer.shipping_id\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.AMBIGUOUS_FOREIGN_KEYS,
                                "tgt(uid*, oid*); ref(id*, a, b, oid, a+oid>tgt.uid+oid,"
                                        + " b+oid>tgt.uid+oid)",
                                "Ref.tgt: Tgt")
                        .saying(
                                "ref.a, ref.oid, ref.b",
                                "foreignKeys = \"[Ref.a, Ref.oid]\" or"
                                        + " foreignKeys = \"[Ref.b, Ref.oid]\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.AMBIGUOUS_FOREIGN_KEYS,
                                "parent(id*, code); child(id*, ref>parent.id>parent.code)",
                                "Child.parent: Parent")
                        .saying(
                                "child.ref",
                                "primaryJoin = \"Parent.id = foreign(Child.ref)\" or"
                                        + " primaryJoin = \"Parent.code = foreign(Child.ref)\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.AMBIGUOUS_FOREIGN_KEYS_SECONDARY,
                                "left(id*); right(id*)|"
                                        + " link(l1>left.id, l2>left.id, r1>right.id, r2>right.id)",
                                "Left.rights: Right secondary = \"link\"")
                        .saying(
                                "left and right over link",
                                "link.r1, link.r2",
                                "foreignKeys = \"[link.r1, link.l1]\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.AMBIGUOUS_FOREIGN_KEYS_SECONDARY,
                                GRAPH,
                                "Node.nexts: Node secondary = \"edge\"")
                        .saying(
                                "edge.left_id, edge.right_id",
                                "primaryJoin = \"Node.id = edge.right_id\","
                                        + " secondaryJoin = \"Node.id = edge.left_id\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.AMBIGUOUS_FOREIGN_KEYS_SECONDARY,
                                GRAPH,
                                "Node.nexts: Node secondary = \"edge\","
                                        + " primaryJoin = \"Node.id == edge.c.left_id\"")
                        .saying(
                                "(the secondaryJoin)",
                                "secondaryJoin = \"Node.id = edge.right_id\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.SECONDARYJOIN_WITHOUT_SECONDARY,
                                "left(id*); right(id*)| link(left_id>left.id, right_id>right.id)",
                                "Left.rights: Right secondaryJoin = \"Right.id == link.c.right_id\"")
                        .saying("left and right", "secondary = \"link\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.SECONDARY_IS_ENTITY,
                                "left(id*); right(id*);"
                                        + " link(left_id*>left.id, right_id*>right.id)",
                                "Left.rights: Right secondary = \"Link\"")
                        .saying(
                                "entity Link",
                                "table link",
                                "secondary = \"link\", viewOnly = true")
                        .pasted());
    }

    static Stream<Mistake> ofRoles() {
        return Stream.of(
                Mistake.of(
                                ErrorCode.NO_FOREIGN_COLUMNS,
                                PLAIN,
                                "User.addresses: Address primaryJoin = \"User.id == Address.user_id\"")
                        .saying(
                                "primaryJoin 'user.id = address.user_id'",
                                "between user and address",
                                "foreign()",
                                "foreignKeys = \"Address.user_id\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.NO_FOREIGN_COLUMNS,
                                PLAIN,
                                "User.addresses: Address primaryJoin = \"User.id < Address.user_id\"")
                        .saying("foreignKeys = \"Address.user_id\", viewOnly = true")
                        .pasted(),
                Mistake.of(
                                ErrorCode.NO_SIMPLE_EQUALITY,
                                PLAIN,
                                "User.addresses: Address primaryJoin ="
                                        + " \"User.id > foreign(Address.user_id)\"")
                        .saying(
                                "primaryJoin 'user.id > address.user_id'",
                                "foreign columns are address.user_id",
                                "foreign()",
                                "viewOnly = true")
                        .pasted(),
                Mistake.of(
                                ErrorCode.DIRECTION_BOTH_SIDES,
                                PLAIN,
                                "User.addresses: Address primaryJoin = \"User.id == Address.user_id\","
                                        + " foreignKeys = \"[User.id, Address.user_id]\"")
                        .saying(
                                "user.id on the owner's side",
                                "address.user_id on the target's",
                                "user and address",
                                "foreign()",
                                "foreignKeys = \"User.id\" or foreignKeys = \"Address.user_id\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.DIRECTION_NEITHER_SIDE,
                                "a(id*); b(id*)| c(a_id>a.id, b_id>b.id)",
                                "A.bs: B primaryJoin = \"and_(A.id == c.c.a_id, B.id == c.c.b_id)\","
                                        + " viewOnly = true")
                        .saying(
                                "c.a_id, c.b_id",
                                "a and b",
                                "foreign()",
                                "in place of primaryJoin, for instance secondary = \"c\"")
                        .pastedInPlaceOf("primaryJoin"),
                Mistake.of(
                                ErrorCode.NO_LOCAL_REMOTE_PAIRS,
                                NODE,
                                "Node.children: Node remoteSide = \"[Node.id, Node.parent_id]\"")
                        .saying(
                                "node.id = node.parent_id",
                                "remote columns found: node.id, node.parent_id",
                                "remote()",
                                "remoteSide = \"Node.id\" or remoteSide = \"Node.parent_id\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.NO_LOCAL_REMOTE_PAIRS,
                                "host(id*, ip, content)",
                                "Host.parent: Host primaryJoin = \"Host.ip == cast(Host.content,"
                                        + " Integer)\", foreignKeys = \"Host.content\"")
                        .saying("remoteSide = \"Host.ip\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.NO_LOCAL_REMOTE_PAIRS,
                                "ipa(id*, v4); network(id*, v4)",
                                "Ipa.networks: Network primaryJoin = \"Ipa.v4.op('<<')(foreign("
                                        + "Network.v4))\", viewOnly = true")
                        .saying("ipa.v4 << network.v4")
                        .writing(".op('<<')", ".bool_op('<<')"));
    }

    static Stream<Mistake> ofReverses() {
        String addresses = "User.addresses: Address backPopulates = \"usr\"";
        String user = "Address.user: User";
        return Stream.of(
                Mistake.of(ErrorCode.REVERSE_UNKNOWN_NAME, USER, addresses, user)
                        .saying("Address.usr", "backPopulates = \"user\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.REVERSE_NOT_RELATIONSHIP,
                                USER,
                                addresses.replace("usr", "user_id"),
                                user)
                        .saying("Address.user_id", "backPopulates = \"user\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.REVERSE_TARGET_MISMATCH,
                                USER + "; other(id*, address_id>address.id)",
                                addresses.replace("usr", "others"),
                                user,
                                "Address.others: Other")
                        .saying(
                                "Address.others",
                                "Other, not back to User",
                                "backPopulates = \"user\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.SAME_DIRECTION,
                                NODE,
                                "Node.parent: Node backPopulates = \"children\"",
                                "Node.children: Node backPopulates = \"parent\"")
                        .saying("Node.children", "ONE_TO_MANY", "remoteSide = \"Node.id\"")
                        .pasted(),
                Mistake.of(
                                ErrorCode.BACKREF_AND_BACK_POPULATES,
                                USER,
                                "User.addresses: Address backref = \"owner\","
                                        + " backPopulates = \"user\"",
                                user)
                        .saying("backref = \"owner\"", "backPopulates = \"user\"")
                        .dropped("backref"),
                Mistake.of(
                                ErrorCode.BACKREF_NAME_EXISTS,
                                USER,
                                "User.addresses: Address backref = \"user\"",
                                user)
                        .saying("backref user", "Address", "backPopulates = \"user\"")
                        .pastedInPlaceOf("backref"),
                Mistake.of(
                                ErrorCode.BACKREF_SECONDARYJOIN,
                                USER,
                                "User.addresses: Address backref = \"user\", backrefArguments ="
                                        + " \"secondaryJoin: User.id == Address.user_id\"")
                        .saying("backref user", "no secondary", "drop secondaryJoin")
                        .corrected("secondaryJoin: User.id == Address.user_id", ""),
                Mistake.of(
                                ErrorCode.SYNC_BACKREF_OTHER_VIEWONLY,
                                USER,
                                "User.addresses: Address backPopulates = \"user\", syncBackref = ON",
                                "Address.user: User backPopulates = \"addresses\", viewOnly = true")
                        .saying("Address.user has viewOnly = true")
                        .dropped("syncBackref"),
                Mistake.of(
                                ErrorCode.VIEWONLY_SYNC_BACKREF,
                                USER,
                                "User.addresses: Address viewOnly = true, syncBackref = ON")
                        .saying("viewOnly = true")
                        .dropped("syncBackref"));
    }

    static Stream<Mistake> ofArguments() {
        return Stream.of(
                Mistake.of(
                                ErrorCode.VIEWONLY_CASCADE,
                                USER,
                                "User.addresses: Address viewOnly = true, cascade = {DELETE, MERGE}")
                        .saying("the cascades delete", "viewOnly")
                        .dropped("viewOnly"),
                Mistake.of(
                                ErrorCode.ORPHAN_NEEDS_SINGLE_PARENT,
                                USER,
                                "Address.user: User cascade = {ALL, DELETE_ORPHAN}")
                        .saying("many-to-one", "from Address to User", "the one-to-many side")
                        .pasted(),
                Mistake.of(
                                ErrorCode.PASSIVE_DELETES_ALL_WITH_DELETE,
                                USER,
                                "User.addresses: Address cascade = {ALL}, passiveDeletes = ALL")
                        .saying("delete")
                        .dropped("passiveDeletes"),
                Mistake.of(
                                ErrorCode.DYNAMIC_NEEDS_COLLECTION,
                                USER,
                                "User.address: Address useList = false, lazy = DYNAMIC")
                        .saying("ONE_TO_MANY", "useList = false", "choose another lazy")
                        .corrected("DYNAMIC", "SELECT"));
    }

    static Stream<Mistake> ofNames() {
        String join = "User.addresses: Address primaryJoin = ";
        return Stream.of(
                Mistake.of(ErrorCode.UNKNOWN_NAME, USER, "User.addresses: Adress")
                        .saying("Adress", "target", "did you mean Address")
                        .writing("Adress", "Address"),
                Mistake.of(ErrorCode.UNKNOWN_NAME, USER, join + "\"Usr.id == Address.user_id\"")
                        .saying("Usr", "primaryJoin", "Usr.id == Address.user_id")
                        .writing("Usr", "User"),
                Mistake.of(ErrorCode.UNKNOWN_ATTRIBUTE, USER, join + "\"User.id == Address.usrId\"")
                        .saying("the entity Address", "usrId", "primaryJoin", "user_id")
                        .writing("usrId", "user_id"),
                Mistake.of(
                                ErrorCode.NOT_A_COLUMN_ATTRIBUTE,
                                USER,
                                join + "\"User.id == Address.usr_id\"",
                                "Address.usr_id: User viewOnly = true")
                        .saying("Address.usr_id is a relationship", "primaryJoin")
                        .writing("usr_id", "user_id"),
                Mistake.of(ErrorCode.TARGET_NOT_ENTITY, USER, "User.addresses: address")
                        .saying("address is a table", "expected an entity")
                        .writing("address", "Address"),
                Mistake.of(
                                ErrorCode.NOT_A_COLUMN_EXPRESSION,
                                USER,
                                "User.addresses: Address foreignKeys = \"[Address]\"")
                        .saying("foreignKeys", "Address is an entity", "one of its columns")
                        .corrected("[Address]", "[Address.user_id]"),
                Mistake.of(ErrorCode.TARGET_NOT_ENTITY, USER, "User.addresses: Address.user_id")
                        .saying("Address.user_id is an attribute", "expected an entity")
                        .writing("Address.user_id", "Address"),
                Mistake.of(ErrorCode.PARSE_ERROR, USER, join + "\"User.id == Address.user_id)\"")
                        .saying("primaryJoin", "position 27", "^", "found )", "the end of the text")
                        .corrected("user_id)", "user_id"),
                Mistake.of(ErrorCode.NOT_A_CONDITION, USER, join + "\"Address.user_id\"")
                        .saying("primaryJoin")
                        .corrected("Address.user_id", "User.id = Address.user_id"));
    }

    static Stream<Mistake> ofWarnings() {
        return Stream.of(
                Mistake.of(
                                ErrorCode.OVERLAPPING_WRITES,
                                USER,
                                "Address.user: User",
                                "User.addresses: Address")
                        .saying("user.id to address.user_id", "User.addresses", "backPopulates")
                        .pasted(),
                Mistake.of(
                                ErrorCode.NON_SIMPLE_COLUMN_ELEMENTS,
                                NODE,
                                "Node.children: Node primaryJoin ="
                                        + " \"Node.id == Node.parent_id and Node.flag == 1\"")
                        .saying("node.flag = 1", "remote()")
                        .corrected("Node.parent_id", "remote(Node.parent_id)"),
                Mistake.of(
                                ErrorCode.REMOTE_ON_LOCAL_COLUMN,
                                USER,
                                "User.addresses: Address primaryJoin ="
                                        + " \"remote(User.id) == Address.user_id\"")
                        .saying("user.id", "the owner's table user", "remote()")
                        .corrected(
                                "remote(User.id) == Address.user_id",
                                "User.id == remote(Address.user_id)"),
                Mistake.of(
                                ErrorCode.VIEWONLY_PERSISTENCE_FLAG,
                                USER,
                                "User.addresses: Address viewOnly = true, activeHistory = true")
                        .saying("activeHistory has no effect")
                        .dropped("activeHistory"),
                Mistake.of(
                                ErrorCode.ORPHAN_WITHOUT_DELETE,
                                USER,
                                "User.addresses: Address cascade = {SAVE_UPDATE, DELETE_ORPHAN}")
                        .saying("delete-orphan without delete", "add delete")
                        .corrected("DELETE_ORPHAN", "DELETE_ORPHAN, DELETE"),
                Mistake.of(
                                ErrorCode.COMPOSITE_SECONDARY_READ_ONLY,
                                "a(id*, b_id>b.id); b(id*, d_id>d.id); d(id*)",
                                "A.ds: D secondary = \"b\"")
                        .saying("a.b_id")
                        .pasted(),
                Mistake.of(
                                ErrorCode.MARK_OVERRIDES_ARGUMENT,
                                USER,
                                "User.addresses: Address foreignKeys = \"Address.user_id\","
                                        + " primaryJoin = \"User.id == foreign(Address.user_id)\"")
                        .saying("foreign()")
                        .dropped("foreignKeys"),
                Mistake.of(
                                ErrorCode.WRITABLE_UNDER_OR,
                                "user(id*); address(id*, a, b)",
                                "User.addresses: Address primaryJoin = \"User.id = foreign(Address.a)"
                                        + " or User.id = foreign(Address.b)\"")
                        .saying("address.a", "address.b")
                        .pasted());
    }
}
