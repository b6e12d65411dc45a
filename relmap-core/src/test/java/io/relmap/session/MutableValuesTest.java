package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.testsupport.TestDatabase;
import java.util.Date;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that change inside: whatever has filled an object, its snapshot must not share them. */
class MutableValuesTest {

    @Entity
    static class Document {
        @Id long id;
        byte[] content = {1};
        Date day = new Date(1_000);

        Document() {}

        Document(long id) {
            this.id = id;
        }
    }

    private static Relmap relmap(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Document.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(session -> session.add(new Document(1)));
        return relmap;
    }

    private static Document stored(Relmap relmap) {
        Document found = relmap.transactionResult(session -> session.get(Document.class, 1));
        return Objects.requireNonNull(found);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "A value changed in place is written after a flush, a load, a commit and an expiry (SE-70)")
    void aValueChangedInPlaceIsWritten(TestDatabase database) {
        Relmap relmap = relmap(database);
        try (Session session = relmap.openSession()) {
            Document document = Objects.requireNonNull(session.get(Document.class, 1));
            document.content[0] = 2;
            assertThat(session.isModified(document)).isTrue();
            session.flush();
            document.day.setTime(2_000);
            session.commit();
            document.content[0] = 3;
            assertThat(session.isModified(document)).isTrue();
            session.commit();
            session.expire(document, java.util.List.of("day"));
            document.day.setTime(3_000);
            session.commit();
        }
        assertThat(stored(relmap).content).containsExactly(3);
        assertThat(stored(relmap).day).isEqualTo(new Date(3_000));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A value changed in place is written after a merge without load (SE-60)")
    void aValueChangedInPlaceIsWrittenAfterAMerge(TestDatabase database) {
        Relmap relmap = relmap(database);
        Document detached = stored(relmap);
        relmap.inTransaction(
                session -> session.merge(detached, MergeOption.NO_LOAD).content[0] = 9);
        assertThat(stored(relmap).content).containsExactly(9);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A value changed in place is written of an object made detached (SE-71)")
    void aValueChangedInPlaceIsWrittenOfAnObjectMadeDetached(TestDatabase database) {
        Relmap relmap = relmap(database);
        Document known = new Document(1);
        relmap.makeTransientToDetached(known);
        relmap.inTransaction(
                session -> {
                    session.add(known);
                    known.content[0] = 7;
                });
        assertThat(stored(relmap).content).containsExactly(7);
    }
}
