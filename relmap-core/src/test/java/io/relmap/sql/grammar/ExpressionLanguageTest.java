package io.relmap.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Distinct;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FromItem;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.InParameter;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.Operator;
import io.relmap.sql.Ordering;
import io.relmap.sql.Parameter;
import io.relmap.sql.RowCount;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RC-132 to RC-140: the expression language")
class ExpressionLanguageTest {

    private static final Origin JOIN = new Origin("User.addresses", "primaryJoin");

    private final TestNames names = new TestNames();

    @ParameterizedTest
    @DisplayName("RC-140: every condition of the seeds parses")
    @ValueSource(
            strings = {
                "and_(User.id==Address.user_id, Address.email.startswith('tony'))",
                "and_(User.id==Address.user_id, Address.city=='Boston')",
                "myapp.mymodel.Parent.id == myapp.mymodel.Child.parent_id",
                "Parent.id == model1.Child.parent_id",
                "Node.id==node_to_node.c.left_node_id",
                "IPA.v4address.op('<<', is_comparison=True)(foreign(Network.v4representation))",
                "and_(A.b_id == B.id, A.id == C.a_id)",
                "D.id == B.d_id",
                "remote(HostEntry.ip_address) == cast(foreign(HostEntry.content), INET)",
                "remote(foreign(Element.path)).like(Element.path.concat('/%'))",
                "User.id = Address.user_id and Address.email like 'tony%'",
                "remote(foreign(Element.path)) like Element.path || '/%'",
                "IPA.v4address operator(<<) foreign(Network.v4representation)"
            })
    void everyConditionOfTheSeedsParses(String text) {
        assertThat(ExpressionTree.columns(condition(text))).isNotEmpty();
    }

    @Test
    @DisplayName("RC-140: targets, columns, orders and secondaries of the seeds parse")
    void theOtherTextsOfTheSeedsParse() {
        assertThat(ExpressionLanguage.path("myapp.mymodel.Child", JOIN))
                .containsExactly("myapp", "mymodel", "Child");
        assertThat(ExpressionLanguage.columns("[Customer.billing_address_id]", JOIN, names))
                .hasSize(1);
        assertThat(ExpressionLanguage.columns("Child.id, Child.name", JOIN, names))
                .extracting(ColumnRef::toString)
                .containsExactly("Child.id", "Child.name");
        assertThat(
                        ExpressionLanguage.orderings(
                                "desc(myapp.mymodel.Child.email_address)", JOIN, names))
                .extracting(Ordering::direction)
                .containsExactly(Ordering.Direction.DESCENDING);
        assertThat(ExpressionLanguage.from("keyword_author", JOIN, names)).isNotNull();
        JoinItem join =
                (JoinItem)
                        ExpressionLanguage.from(
                                "join(B, D, B.d_id == D.id).join(C, C.d_id == D.id)", JOIN, names);
        assertThat(join.left()).isInstanceOf(JoinItem.class);
    }

    @ParameterizedTest
    @DisplayName("RC-137: both spellings make the same tree")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "A.x == 1; A.x = 1",
                "1 == A.x; A.x = 1",
                "1 < A.x; A.x > 1",
                "A.x == None; A.x is null",
                "A.x != null; A.x is not null",
                "and_(A.x == 1, A.y == 2); A.x = 1 and A.y = 2",
                "or_(A.x == 1, and_(A.y == 2)); A.x = 1 or A.y = 2",
                "(A.x == 1) & (A.y == 2); A.x = 1 and A.y = 2",
                "(A.x == 1) | ~(A.y == 2); A.x = 1 or A.y <> 2",
                "not_(A.x == 1); not A.x = 1",
                "A.name.like('x%', escape='/'); A.name like 'x%' escape '/'",
                "A.name.not_ilike('x%'); not A.name ilike 'x%'",
                "A.name.startswith('x'); A.name like 'x' || '%'",
                "A.name.contains('x'); A.name like '%' || 'x' || '%'",
                "A.name + 'x' == B.name; A.name || 'x' = B.name",
                "A.x.in_([1, 2]); A.x in (1, 2)",
                "A.x.not_in((1, 2)); not A.x in (1, 2)",
                "A.x.between(1, 2); A.x between 1 and 2",
                "between(A.x, 1, 2); A.x between 1 and 2",
                "cast(A.x, String(10)) == B.name; cast(A.x as varchar(10)) = B.name",
                "A.x.cast(Integer) == 1; cast(A.x as Integer) = 1",
                "A.x.bool_op('<<')(B.y); A.x operator(<<) B.y",
                "A.x.is_distinct_from(B.y); A.x.is_distinct_from(B.y)",
                "and_(A.x == 1, and_(A.y == 2, A.z == 3)); A.x = 1 and A.y = 2 and A.z = 3",
                "A.last == 1; A.last = 1",
                "A.x == -1; A.x = -(1)"
            })
    void bothSpellingsMakeTheSameTree(String one, String other) {
        assertThat(condition(one)).isEqualTo(condition(other));
    }

    @Test
    @DisplayName("RC-40: foreign and remote nest and reach every column inside")
    void marksReachEveryColumn() {
        assertThat(ExpressionTree.columns(condition("remote(foreign(A.x * A.y)) == B.z")))
                .extracting(ref -> ref.roles().size())
                .containsExactly(2, 2, 0);
        assertThat(ExpressionTree.columns(condition("foreign(func.f(A.x, B.y)) == B.z")))
                .extracting(ref -> ref.has(ColumnRole.FOREIGN))
                .containsExactly(true, true, false);
    }

    @Test
    @DisplayName("RC-59: as_comparison says which arguments are compared")
    void asComparison() {
        Binary binary = (Binary) condition("func.instr(A.name, B.name).as_comparison(1, 2) == 1");

        assertThat(binary.left()).isInstanceOf(FunctionCall.class);
        assertThat(((FunctionCall) binary.left()).comparison())
                .isEqualTo(new FunctionCall.ComparedArguments(1, 2));
    }

    @Test
    @DisplayName("RC-136: autoescape makes wildcards ordinary")
    void autoescape() {
        Binary like = (Binary) condition("A.name.startswith('50%_/', autoescape=True)");

        assertThat(like.escape()).isEqualTo('/');
        assertThat(((Literal) ((Binary) like.right()).left()).value()).isEqualTo("50/%/_//");
    }

    @Test
    void literalsAreBoundWithTheTypeOfTheirColumn() {
        Binary binary = (Binary) condition("A.created >= '2024-02-29'");

        assertThat(((Literal) binary.right()).value()).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(((Literal) binary.right()).type()).isNotNull();
        assertThat(((Literal) ((Binary) condition("A.created = 'soon'")).right()).type()).isNull();
    }

    @Test
    @DisplayName("RC-134: a join without a condition asks for one, outerjoin is a left join")
    void joinsInFrom() {
        JoinItem join =
                (JoinItem) ExpressionLanguage.from("outerjoin(B, D).join(C)", JOIN, namesByTable());

        assertThat(((JoinItem) join.left()).kind()).isEqualTo(JoinKind.LEFT);
        assertThat(join.kind()).isEqualTo(JoinKind.INNER);
    }

    @Test
    void orderingsInAllSpellings() {
        assertThat(
                        ExpressionLanguage.orderings(
                                "A.x desc nulls last, A.y, A.z.desc().nulls_first(),"
                                        + " nullslast(asc(A.name))",
                                JOIN,
                                names))
                .extracting(o -> o.direction() + " " + o.nulls())
                .containsExactly(
                        "DESCENDING LAST",
                        "ASCENDING DEFAULT",
                        "DESCENDING FIRST",
                        "ASCENDING LAST");
    }

    @Test
    void queriesTakeParametersOfTheColumnsType() {
        Expression condition =
                ExpressionLanguage.queryCondition(
                        "(A.x = :x or A.name like :pattern) and A.y in :ys and A.z not in (:z)",
                        new Origin("query of A", "where"),
                        names);

        assertThat(condition.toString()).contains("key=x", "key=pattern");
        assertThat(
                        Logical.conjuncts(condition).stream()
                                .filter(InParameter.class::isInstance)
                                .map(term -> ((InParameter) term).parameter().key()))
                .containsExactly("ys", "z");
        Binary equal =
                (Binary) ExpressionLanguage.queryCondition("A.x = :x", JOIN, new TestNames());
        assertThat(((Parameter) equal.right()).type()).isNotNull();
    }

    @Test
    @DisplayName("RC-139: an error shows position, caret, what was found and what was expected")
    void anErrorShowsThePlace() {
        assertThatThrownBy(() -> condition("and_(User.id ==\n  , 1)"))
                .isInstanceOf(MappingException.class)
                .hasMessage(
                        "RM-144: primaryJoin of User.addresses, position 19: found ,, expected a value"
                                + " or a name\n      , 1)\n      ^");
    }

    @ParameterizedTest
    @DisplayName("RC-138, RC-139: what is no condition of a join")
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '"',
            value = {
                "A.x = B.y = C.z! PARSE_ERROR! chained",
                "A.x = 1 & B.y = 2! PARSE_ERROR! brackets",
                "A.x + 1! NOT_A_CONDITION! condition",
                "A.x! NOT_A_CONDITION! condition",
                "1 = 1! NOT_A_CONDITION! column",
                "true! NOT_A_CONDITION! column",
                "A.x = :x! PARSE_ERROR! queries only",
                "desc(A.x)! PARSE_ERROR! order only",
                "A.x = 1 desc! PARSE_ERROR! end of the text",
                "[A.x]! PARSE_ERROR! list",
                "exec(A.x)! UNKNOWN_NAME! exec",
                "A.x.system('x')! PARSE_ERROR! system",
                "A.x.op('--')(B.y)! PARSE_ERROR! operator",
                "A.x.op('=1 or 1')(B.y)! PARSE_ERROR! operator",
                "A.x operator(/*) B.y! PARSE_ERROR! operator",
                "foreign(1) = A.x! NOT_A_COLUMN_EXPRESSION! foreign",
                "A.x = 'open! PARSE_ERROR! closed",
                "A.x ; drop! PARSE_ERROR! ;",
                "A.name like 'x' escape 'ab'! PARSE_ERROR! one character",
                "A.x < null! PARSE_ERROR! null",
                "cast(A.x as varchar(-1)) = 1! PARSE_ERROR! whole number",
                "and_()! PARSE_ERROR! one condition",
                "A.name.startswith(B.name, autoescape=True)! PARSE_ERROR! autoescape",
                "func.f(A.x).as_comparison(1, 2)! PARSE_ERROR! as_comparison"
            })
    void whatIsNoJoinIsRefused(String text, String code, String hint) {
        assertThatThrownBy(() -> condition(text))
                .isInstanceOfSatisfying(
                        MappingException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.valueOf(code));
                            assertThat(e).hasMessageContaining(hint);
                        });
    }

    @Test
    @DisplayName("RC-123, RC-138: columns are columns, not texts or marks")
    void columnsAreColumns() {
        assertThatThrownBy(() -> ExpressionLanguage.columns("['A.x']", JOIN, names))
                .hasMessageContaining("RM-142")
                .hasMessageContaining("A.x");
        assertThatThrownBy(() -> ExpressionLanguage.columns("foreign(A.x)", JOIN, names))
                .hasMessageContaining("RM-142");
        assertThatThrownBy(() -> ExpressionLanguage.columns("A.x desc", JOIN, names))
                .hasMessageContaining("RM-142");
    }

    @Test
    @DisplayName("RC-139: limits on length, nesting and lists")
    void limits() {
        assertThatThrownBy(() -> condition("A.x = 1" + " ".repeat(10_000)))
                .hasMessageContaining("longer than 10000");
        assertThatThrownBy(() -> condition("(".repeat(101) + "A.x = 1" + ")".repeat(101)))
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> condition("A.x = 1" + "+1".repeat(4_000)))
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> condition("A.x in (1" + ",1".repeat(1_000) + ")"))
                .hasMessageContaining("1000");
        assertThatThrownBy(() -> condition("not ".repeat(2_000) + "A.x = 1"))
                .hasMessageContaining("nested");
        assertThat(condition("A.x in (1" + ",1".repeat(999) + ")")).isNotNull();
    }

    @Test
    @DisplayName("Queries call common functions by their plain names; mappings do not (RC-135)")
    void queriesCallCommonFunctions() {
        assertThat(queryValue("lower(A.name)")).isEqualTo(queryValue("func.lower(A.name)"));
        assertThat(queryValue("count(*)")).isEqualTo(new RowCount());
        assertThat(queryValue("count(distinct A.x)"))
                .isEqualTo(FunctionCall.of("count", new Distinct(queryValue("A.x"))));
        assertThat(queryValue("max(A.x + 1)"))
                .isEqualTo(FunctionCall.of("max", queryValue("A.x + 1")));
        assertThatThrownBy(() -> condition("lower(A.name) = B.name"))
                .hasMessageContaining("unknown function lower");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "pg_sleep(1)! unknown function pg_sleep",
                "max(*)! count(*) only",
                "lower(distinct A.name)! aggregates only",
                "count(distinct)! distinct",
                "count(A.x, distinct A.y) drop! end of the text",
                "coalesce(*, 1)! found"
            })
    void wrongCallsInQueriesAreExplained(String text, String hint) {
        assertThatThrownBy(() -> queryValue(text))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining(hint);
    }

    private Expression queryValue(String text) {
        return ExpressionLanguage.value(text, new Origin("query of A", "select"), names);
    }

    @Test
    void anOperatorOfTheDatabaseHasItsName() {
        Binary binary = (Binary) condition("A.x operator(@>) B.y");

        assertThat(binary.operator()).isEqualTo(new Operator("@>", true, 5));
    }

    private Expression condition(String text) {
        return ExpressionLanguage.condition(text, JOIN, names);
    }

    /** Joins of joins have no single label. */
    private NameResolver namesByTable() {
        return new NameResolver() {
            @Override
            public Expression resolve(List<String> path, Position at) {
                return names.resolve(path, at);
            }

            @Override
            public FromItem source(List<String> path, Position at) {
                return names.source(path, at);
            }

            @Override
            public Expression joinCondition(FromItem left, FromItem right, Position at) {
                return names.resolve(List.of("B", "id"), at);
            }
        };
    }
}
