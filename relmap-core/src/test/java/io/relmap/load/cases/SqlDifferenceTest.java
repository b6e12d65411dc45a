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

    @Test
    @DisplayName(
            "A table, a condition, or a part of the order may not be missing as if it were the order's")
    void whatIsNoOrderMayNotBeMissing() {
        assertThat(
                        isUnsaid(
                                "query Book contains tag",
                                "SELECT b.id FROM book AS b, book_tag AS t WHERE b.id = t.book_id",
                                "SELECT b.id FROM book AS b"))
                .isFalse();
        assertThat(
                        isUnsaid(
                                "query Book order by id, year",
                                BOOK + " ORDER BY b.id, b.year",
                                BOOK + " ORDER BY b.id"))
                .isFalse();
        assertThat(
                        isUnsaid(
                                "query Book order by id",
                                BOOK + " ORDER BY b.id, b.year",
                                BOOK + " ORDER BY b.id"))
                .isTrue();
    }

    @Test
    @DisplayName("A name inside EXISTS is that of the table there, and never of the one outside")
    void aNameInsideExists() {
        String recorded =
                "SELECT a.id FROM author AS a JOIN book AS b ON a.id = b.author_id WHERE EXISTS"
                        + " (SELECT 1 FROM book AS b WHERE a.id = b.author_id AND b.year > ?)";
        String sent =
                "SELECT a.id FROM author AS a JOIN book AS b ON a.id = b.author_id WHERE EXISTS"
                        + " (SELECT 1 FROM book AS c WHERE a.id = c.author_id AND c.year > ?)";
        assertThat(between(recorded, sent)).isEqualTo(SqlDifference.NAME_INSIDE_EXISTS);
        assertThat(between(recorded, sent.replace("a.id = c.author_id", "a.id = b.author_id")))
                .isNull();
        assertThat(between(recorded, sent.replace("c.year", "b.year"))).isNull();
    }

    @Test
    @DisplayName("Distinct rows are no rows that are counted by themselves")
    void distinctRowsAreCountedAsSuch() {
        String counted = "SELECT count(*) FROM book AS b";
        assertThat(between("SELECT count(*) FROM (SELECT b.year FROM book AS b) AS a", counted))
                .isNotNull();
        assertThat(
                        between(
                                "SELECT count(*) FROM (SELECT DISTINCT b.year FROM book AS b) AS a",
                                counted))
                .isNull();
    }

    @Test
    @DisplayName(
            "An association without its owners joins the targets as before, and selects the same of them")
    void anAssociationWithoutItsOwners() {
        String recorded =
                "SELECT o.id, t.id, t.name FROM person AS o JOIN knows AS k ON o.id = k.who JOIN person"
                        + " AS t ON t.id = k.whom WHERE o.id IN (?) ORDER BY t.name";
        String sent =
                "SELECT k.who, t.id, t.name FROM knows AS k JOIN person AS t ON t.id = k.whom WHERE"
                        + " k.who IN (?) ORDER BY t.name";
        assertThat(between(recorded, sent)).isEqualTo(SqlDifference.OWNER_LEFT_OUT_OF_ASSOCIATION);
        assertThat(between(recorded, sent.replace("t.id = k.whom", "t.id = k.who"))).isNull();
        assertThat(between(recorded, sent.replace("k.who IN", "k.whom IN"))).isNull();
        assertThat(between(recorded, sent.replace(", t.name FROM", " FROM"))).isNull();
        assertThat(between(recorded, sent.replace(" ORDER BY t.name", ""))).isNull();
    }
}
