package io.relmap.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.relmap.Relmap;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.DatabaseException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.observe.ShownValues;
import io.relmap.observe.StatementCause.Kind;
import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements say why they were sent, and show of values what is configured. */
class ShownValuesTest {

    private final List<StatementExecution> sent = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> causes = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    @DisplayName("Events and exceptions show values as configured: none, kind and length, or all")
    void valuesAreShownAsConfigured(ShownValues shown) {
        Relmap relmap = relmap(shown);
        try (Session session = relmap.openSession()) {
            session.add(new Writer(1, "secret"));
            session.flush();
            session.add(new Writer(2, "a name that is far too long"));

            DatabaseException refused =
                    catchThrowableOfType(DatabaseException.class, session::flush);

            String inserted = values.get(values.size() - 2);
            switch (shown) {
                case NONE -> {
                    assertThat(inserted).isEmpty();
                    assertThat(refused).hasMessageNotContaining("Values");
                }
                case REDACTED -> {
                    assertThat(inserted).isEqualTo("[Integer, String(6)]");
                    assertThat(refused).hasMessageContaining("Values: [Integer, String(27)].");
                }
                case FULL -> {
                    assertThat(inserted).isEqualTo("[1, secret]");
                    assertThat(refused)
                            .hasMessageContaining("Values: [2, a name that is far too long].");
                }
            }
            if (shown != ShownValues.FULL) {
                assertThat(refused).hasMessageNotContaining("far too long");
            }
        }
    }

    @Test
    @DisplayName(
            "Values are redacted unless something else is said, and of many rows three are shown")
    void manyRows() {
        try (Session session = relmap(null).openSession()) {
            for (int i = 1; i <= 5; i++) {
                session.add(new Writer(i, i == 2 ? null : "n"));
            }
            session.flush();

            assertThat(values)
                    .last()
                    .isEqualTo(
                            "[Integer, String(1)], [Integer, null], [Integer, String(1)] and 2 more"
                                    + " row(s)");
            assertThat(sent.get(sent.size() - 1).values().lines()).hasSize(5);
        }
    }

    @Test
    @DisplayName(
            "A statement of a flush names the objects, and the relationship that gives them a key")
    void theCauseNamesObjectsAndRules() {
        try (Session session = relmap(null).openSession()) {
            Writer writer = new Writer(1, "Le Guin");
            Text text = new Text(10);
            session.addAll(List.of(writer, text));
            session.flush();
            causes.clear();
            writer.texts.add(text);
            session.flush();
            assertThat(causes)
                    .containsExactly(
                            "update of Text: Text#10 (text.writer_id by Text.writer,"
                                    + " Writer.texts)");
            causes.clear();
            text.pages = 5;
            session.flush();
            session.delete(text);
            session.flush();
            assertThat(causes)
                    .containsExactly("update of Text: Text#10", "delete of Text: Text#10");
            causes.clear();
            for (int i = 2; i <= 6; i++) {
                session.add(new Writer(i, null));
            }
            session.flush();
            assertThat(causes)
                    .singleElement()
                    .asString()
                    .startsWith("insert of Writer: Writer")
                    .endsWith(" and 2 more");
        }
    }

    @Test
    @DisplayName("A statement names no relationship that gives other rows their keys")
    void theCauseNamesRulesOfItsRows() {
        try (Session session = relmap(null).openSession()) {
            Writer writer = new Writer(1, "Le Guin");
            Text text = new Text(10);
            session.addAll(List.of(writer, text));
            session.flush();
            causes.clear();
            writer.texts.add(text);
            session.add(new Text(11));
            session.flush();
            assertThat(causes)
                    .filteredOn(cause -> cause.startsWith("insert"))
                    .singleElement()
                    .asString()
                    .doesNotContain(" by ");
            assertThat(causes)
                    .filteredOn(cause -> cause.startsWith("update"))
                    .containsExactly(
                            "update of Text: Text#10 (text.writer_id by Text.writer,"
                                    + " Writer.texts)");
        }
    }

    private Relmap relmap(@Nullable ShownValues shown) {
        var builder =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Writer.class, Text.class)
                        .listener(
                                (StatementListener)
                                        execution -> {
                                            sent.add(execution);
                                            values.add(execution.values().text());
                                            if (execution.cause().kind() == Kind.FLUSH) {
                                                causes.add(execution.cause().text());
                                            }
                                        });
        Relmap relmap = (shown == null ? builder : builder.shownValues(shown)).build();
        relmap.schema().createAll();
        return relmap;
    }

    @Entity(table = "writer")
    static class Writer {
        @Id int id;

        @Column(length = 10)
        @Nullable String name;

        @Relationship(backPopulates = "writer", cascade = Cascade.ALL)
        final ToList<Text> texts = ToList.of(this);

        Writer() {}

        Writer(int id, @Nullable String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(table = "text")
    static class Text {
        @Id int id;

        int pages;

        @ForeignKey("writer.id")
        @Relationship(backPopulates = "texts")
        final ToOne<Writer> writer = ToOne.of(this);

        Text() {}

        Text(int id) {
            this.id = id;
        }
    }
}
