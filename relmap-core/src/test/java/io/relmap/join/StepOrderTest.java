package io.relmap.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RC-2: of several mistakes in one relationship, the earliest step reports")
@ExtendWith(QuietMappingLog.class)
class StepOrderTest {

    private static final String TABLES =
            "a(id*, x); b(id*, x, a_id>a.id); c(id*, x); s(a_id>a.id, b_id>b.id)";

    /** Each row holds two mistakes: of an earlier step, which reports, and of a later one. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1 texts before 2 target           | A.bs: Nobody primaryjoin=A.id ==                                                    | PARSE_ERROR
            1 names before 2 target           | A.bs: Nobody orderBy=B.nothing                                                      | UNKNOWN_ATTRIBUTE
            2 target before 3 joins           | A.cs: Nobody secondaryjoin=A.id == C.x                                              | UNKNOWN_NAME
            3 joins before 4 foreign columns  | A.cs: C foreignKeys=A.x, cascade=all, delete-orphan, lazy=dynamic, uselist=false    | NO_FOREIGN_KEYS
            7 pairs before 9 direction        | A.bs: B primaryjoin=A.x > B.x, cascade=all, passiveDeletes=ALL                      | NO_FOREIGN_COLUMNS
            8 foreign columns before 10       | A.cs: C primaryjoin=remote(A.x) == remote(C.x)                                      | NO_FOREIGN_COLUMNS
            9 direction before 11 cascades    | A.bs: B primaryjoin=A.x == B.x, foreignKeys=[A.x, B.x], passiveDeletes=ALL, cascade=all | DIRECTION_BOTH_SIDES
            11 cascades before 13 reverse     | B.a: A primaryjoin=A.id == B.a_id, cascade=all, delete-orphan, backPopulates=none   | ORPHAN_NEEDS_SINGLE_PARENT
            11 passive before 15 loader       | A.bs: B cascade=all, passiveDeletes=ALL, lazy=dynamic, uselist=false                | PASSIVE_DELETES_ALL_WITH_DELETE
            13 reverse before 15 loader       | A.bs: B backPopulates=none, lazy=dynamic, uselist=false                             | REVERSE_UNKNOWN_NAME
            """)
    void theEarlierStepReports(String steps, String declaration, ErrorCode code) {
        assertThat(TestMapping.of(TABLES).relationship(declaration.strip()).problem().code())
                .as(steps)
                .isEqualTo(code);
    }
}
