package io.relmap.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.MappingException;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("RC-139: no input may do anything but parse or fail with a MappingException")
class AnyTextTest {

    private static final Origin ORIGIN = new Origin("User.addresses", "primaryJoin");

    private static final List<Consumer<String>> ENTRIES =
            List.of(
                    text -> ExpressionLanguage.condition(text, ORIGIN, new TestNames()),
                    text -> ExpressionLanguage.columns(text, ORIGIN, new TestNames()),
                    text -> ExpressionLanguage.orderings(text, ORIGIN, new TestNames()),
                    text -> ExpressionLanguage.from(text, ORIGIN, new TestNames()),
                    text -> ExpressionLanguage.path(text, ORIGIN),
                    text -> ExpressionLanguage.queryCondition(text, ORIGIN, new TestNames()),
                    text -> ExpressionLanguage.queryOrderings(text, ORIGIN, new TestNames()));

    @Property
    void anyTextParsesOrFails(@ForAll String text) {
        parsesOrFails(text);
    }

    @Property
    void anyTextOfTokensParsesOrFails(@ForAll("tokens") String text) {
        parsesOrFails(text);
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.of(
                        "A.x",
                        "B.name",
                        "A",
                        "(",
                        ")",
                        "[",
                        "]",
                        ",",
                        ".",
                        "=",
                        "==",
                        "!=",
                        "<",
                        ">=",
                        "+",
                        "-",
                        "*",
                        "%",
                        "||",
                        "&",
                        "|",
                        "~",
                        "and",
                        "or",
                        "not",
                        "like",
                        "ilike",
                        "in",
                        "is",
                        "null",
                        "between",
                        "escape",
                        "asc",
                        "desc",
                        "nulls",
                        "first",
                        "last",
                        "cast",
                        "as",
                        "true",
                        "False",
                        "operator",
                        "None",
                        "1",
                        "2.5",
                        "'a'",
                        "'%'",
                        "and_(",
                        "or_(",
                        "not_(",
                        "foreign(",
                        "remote(",
                        "func.f(",
                        "join(",
                        "outerjoin(",
                        ".op('<<')(",
                        ".like(",
                        ".startswith(",
                        ".in_(",
                        ".as_comparison(1, 2)",
                        ".desc()",
                        ":p",
                        "autoescape=",
                        "\"q\"",
                        "onclause=",
                        "Integer",
                        "String(3)",
                        "99999999999999999999")
                .list()
                .ofMinSize(1)
                .ofMaxSize(14)
                .map(parts -> String.join(" ", parts));
    }

    private static void parsesOrFails(String text) {
        for (Consumer<String> entry : ENTRIES) {
            try {
                entry.accept(text);
            } catch (MappingException e) {
                assertThat(e).hasMessageContaining(ORIGIN.toString());
            }
        }
    }
}
