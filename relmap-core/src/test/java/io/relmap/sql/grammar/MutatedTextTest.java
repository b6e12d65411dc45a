package io.relmap.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.MappingException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("RC-139: a text that is almost right parses or fails, and the failure shows the place")
class MutatedTextTest {

    private static final Origin ORIGIN = new Origin("User.addresses", "primaryJoin");

    private static final List<String> TEXTS =
            List.of(
                    "and_(User.id==Address.user_id, Address.email.startswith('tony'))",
                    "myapp.mymodel.Parent.id == myapp.mymodel.Child.parent_id",
                    "IPA.v4address.op('<<', is_comparison=True)(foreign(Network.v4representation))",
                    "remote(HostEntry.ip_address) == cast(foreign(HostEntry.content), INET)",
                    "remote(foreign(Element.path)).like(Element.path.concat('/%'), escape='!')",
                    "User.id = Address.user_id and not (Address.email like 'tony%' escape '!')",
                    "A.x in (1, 2.5, -3) or A.y between 1 and 2 and A.z is not null",
                    "func.instr(remote(foreign(V.name)), V.name + '/').as_comparison(1, 2) == 1",
                    "IPA.v4address operator(<<) foreign(Network.v4representation)",
                    "((A.x == 1) & (A.y != 2)) | ~(A.z <= B.z)",
                    "A.x.in_([1, B.y]) and A.name.contains('a''b', autoescape=True)",
                    "CAST(A.x AS String(20)) || 'x' <> \"B\".\"order\"");

    private static final String NOISE = "()[],.=<>!'\"|&~+-*/%:;#@^?\\ \t\n\0_aZ09é\uD83D\uDE00";

    /** What is done to a text at a place: cut, doubled, replaced, or filled with noise. */
    private enum Change {
        CUT {
            @Override
            String at(String text, int from, int to, String noise) {
                return text.substring(0, from) + text.substring(to);
            }
        },
        DOUBLE {
            @Override
            String at(String text, int from, int to, String noise) {
                return text.substring(0, to) + text.substring(from);
            }
        },
        REPLACE {
            @Override
            String at(String text, int from, int to, String noise) {
                return text.substring(0, from) + noise + text.substring(to);
            }
        },
        INSERT {
            @Override
            String at(String text, int from, int to, String noise) {
                return text.substring(0, from) + noise + text.substring(from);
            }
        };

        abstract String at(String text, int from, int to, String noise);
    }

    @Property(tries = 5_000)
    void anAlmostRightTextParsesOrFailsWithItsPlace(@ForAll("mutated") String text) {
        try {
            ExpressionLanguage.condition(text, ORIGIN, new TestNames());
        } catch (MappingException e) {
            assertThat(e)
                    .hasMessageContaining(ORIGIN.toString())
                    .hasMessageMatching("(?s).*position [1-9]\\d*.*");
            assertThat(e.getMessage().lines().reduce((first, last) -> last).orElseThrow().strip())
                    .isEqualTo("^");
        }
    }

    @Provide
    Arbitrary<String> mutated() {
        Arbitrary<String> noise =
                Arbitraries.strings().withChars(NOISE.toCharArray()).ofMinLength(1).ofMaxLength(3);
        Arbitrary<String> once =
                Combinators.combine(
                                Arbitraries.of(TEXTS),
                                Arbitraries.of(Change.class),
                                Arbitraries.integers().between(0, 90),
                                Arbitraries.integers().between(0, 6),
                                noise)
                        .as(MutatedTextTest::changed);
        return Combinators.combine(
                        once,
                        Arbitraries.of(Change.class),
                        Arbitraries.integers().between(0, 90),
                        Arbitraries.integers().between(0, 6),
                        noise)
                .as(MutatedTextTest::changed);
    }

    private static String changed(String text, Change change, int from, int length, String noise) {
        int start = Math.min(from, text.length());
        return change.at(text, start, Math.min(start + length, text.length()), noise);
    }
}
