package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToSet;
import io.relmap.schema.Table;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Late-Evaluation for a many-to-many relationship")
class LateEvaluationForAManyToManyRelationshipTest {

    private static final Table AUTHORS = Tables.named("authors").id().build();
    private static final Table KEYWORDS = Tables.named("keywords").id().build();
    private static final Table KEYWORD_AUTHOR =
            Tables.named("keyword_author")
                    .reference("author_id", "authors.id")
                    .reference("keyword_id", "keywords.id")
                    .build();

    /** The table may be declared by either end: here it is the other one. */
    static class Annotated {
        @Entity(table = "authors")
        static class Author {
            @Id @GeneratedValue Integer id;

            @Relationship(secondary = "keyword_author")
            final ToSet<Keyword> keywords = ToSet.of(this);
        }

        @Entity(table = "keywords")
        @AssociationTable(
                name = "keyword_author",
                value = {
                    @Link(column = "author_id", references = "authors.id"),
                    @Link(column = "keyword_id", references = "keywords.id")
                })
        static class Keyword {
            @Id @GeneratedValue Integer id;
        }
    }

    static class Plain {
        static class Author {
            Integer id;
            final ToSet<Keyword> keywords = ToSet.of(this);
        }

        static class Keyword {
            Integer id;
        }
    }

    private static void code(Code m) {
        m.map(
                "Author",
                AUTHORS,
                a -> a.set("keywords", "Keyword", r -> r.secondary("keyword_author")));
        m.map("Keyword", KEYWORDS);
        m.table(KEYWORD_AUTHOR);
    }

    static Stream<Example> ways() {
        return Example.of(
                Way.annotated(Annotated.Author.class, Annotated.Keyword.class),
                Way.inCode(
                        LateEvaluationForAManyToManyRelationshipTest::code,
                        Plain.Author.class,
                        Plain.Keyword.class),
                Way.dynamic(LateEvaluationForAManyToManyRelationshipTest::code));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("The name of the table stands for the table (RC-123, RC-125)")
    void theNameStandsForTheTable(Example example) {
        Object author = example.make("Author");
        example.all(author, "keywords").add(example.make("Keyword"));
        example.all(author, "keywords").add(example.make("Keyword"));

        example.save(author);

        assertThat(example.rows("select author_id, keyword_id from keyword_author order by 2"))
                .containsExactly("1, 1", "1, 2");
        example.session(
                session ->
                        assertThat(example.all(session.get("Author", 1), "keywords")).hasSize(2));
    }
}
