package io.relmap.load.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "Differences of recorded statements are recognised by what has become of them, and by nothing else")
class SqlDifferenceTest {

    private static final String BOOK = "SELECT b.id FROM book AS b WHERE b.year > ?";

    private static SqlDifference between(String recorded, String sent) {
        return SqlDifference.between(SqlShape.of(recorded), SqlShape.of(sent));
    }

    private static boolean isUnsaid(String words, String recorded, String sent) {
        return SqlDifference.isUnsaid(words, SqlShape.of(recorded), SqlShape.of(sent));
    }

    @Test
    @DisplayName("An association by EXISTS is the one that stood in FROM, with all its conditions")
    void anAssociationByExists() {
        String recorded =
                "SELECT b.id FROM book AS b, book_tag AS t WHERE b.id = t.book_id AND ? = t.tag_id";
        String exists =
                "SELECT b.id FROM book AS b WHERE EXISTS (SELECT 1 FROM book_tag AS t WHERE ";
        assertThat(between(recorded, exists + "b.id = t.book_id AND ? = t.tag_id)"))
                .isEqualTo(SqlDifference.ASSOCIATION_BY_EXISTS);
        assertThat(between(recorded, exists + "? = t.tag_id)")).isNull();
        assertThat(between(recorded, exists + "b.id = t.tag_id AND ? = t.book_id)")).isNull();
    }

    @Test
    @DisplayName("A lost condition, another table or another order is no known difference")
    void whatIsWrongIsNotKnown() {
        assertThat(between(BOOK, "SELECT b.id FROM book AS b")).isNull();
        assertThat(between(BOOK, "SELECT b.id FROM books AS b WHERE b.year > ?")).isNull();
        assertThat(between(BOOK, BOOK.replace(">", "<"))).isNull();
        assertThat(between(BOOK + " ORDER BY b.id", BOOK + " ORDER BY b.id DESC")).isNull();
        assertThat(
                        between(
                                "SELECT b.title FROM book AS b WHERE b.id = ?",
                                "SELECT b.id, b.title, b.year FROM book AS b WHERE b.id = ?"))
                .isNull();
    }

    @Test
    @DisplayName("An order or a condition that the words ask for may not be missing")
    void whatTheWordsAskForMayNotBeMissing() {
        assertThat(isUnsaid("query Book where year > 1", BOOK + " ORDER BY b.id", BOOK)).isTrue();
        assertThat(isUnsaid("query Book order by id", BOOK + " ORDER BY b.id", BOOK)).isFalse();
        String byKey = "SELECT b.id FROM book AS b WHERE b.id = ?";
        assertThat(isUnsaid("query Book", byKey, "SELECT b.id FROM book AS b")).isTrue();
        assertThat(isUnsaid("query Book where id = 1", byKey, "SELECT b.id FROM book AS b"))
                .isFalse();
    }
}
