package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Embedded;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.session.Session;
import io.relmap.session.SessionOptions;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SE-54: columns that share the field of a record are reloaded as the row has them")
class EmbeddedReloadTest {

    /** The primitive component comes last, and reads 0 as soon as the record is there. */
    record Size(@Nullable Integer height, int width) {
        Size {
            if (width < 0) {
                throw new IllegalArgumentException("A width is no less than 0");
            }
        }
    }

    enum Kind {
        WOOD
    }

    @Entity
    static class Box {
        @Id @Nullable Integer id;
        @Nullable String name;
        @Embedded @Nullable Size size;

        @Column(length = 20)
        @Nullable Kind kind;
    }

    private final Relmap relmap =
            Relmap.builder()
                    .dataSource(TestDatabase.H2.freshDataSource())
                    .entities(Box.class)
                    .build();
    private Session session;

    @BeforeEach
    void tables() {
        relmap.schema().createAll();
        session = relmap.openSession();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Box box(@Nullable Size size) {
        Box box = new Box();
        box.id = 1;
        box.name = "crate";
        box.size = size;
        session.add(box);
        session.commit();
        return box;
    }

    private @Nullable Size row() {
        return relmap.transactionResult(
                        other -> Optional.ofNullable(other.query(Box.class).one().size))
                .orElse(null);
    }

    @Test
    @DisplayName("a record that was null and is not any more is no edit, and is not written over")
    void aRecordThatCame() {
        Box box = box(null);
        relmap.inTransaction(other -> other.query(Box.class).one().size = new Size(4, 3));

        session.get(Box.class, 1);

        assertThat(box.size).isEqualTo(new Size(4, 3));
        assertThat(session.dirtyObjects()).isEmpty();
        session.commit();
        assertThat(row()).isEqualTo(new Size(4, 3));
    }

    @Test
    @DisplayName("a record that is gone, or has become zero in part, is no edit either")
    void aRecordThatWent() {
        Box box = box(new Size(4, 3));
        for (Size next : new Size[] {new Size(null, 0), null, new Size(5, 0)}) {
            relmap.inTransaction(other -> other.query(Box.class).one().size = next);
            session.get(Box.class, 1);
            assertThat(box.size).isEqualTo(next);
            assertThat(session.dirtyObjects()).isEmpty();
            session.commit();
        }
    }

    @Test
    @DisplayName("what was edited after expiry stays, and is written")
    void anEditedRecordStays() {
        Box box = box(new Size(4, 3));
        box.size = new Size(9, 3);
        session.get(Box.class, 1);
        assertThat(box.size).isEqualTo(new Size(9, 3));
        session.commit();
        assertThat(row()).isEqualTo(new Size(9, 3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "SE-54: a reload that cannot read a column, or build a record of it, leaves all expired")
    void aFailedReloadLeavesAllExpired(boolean refusedByRecord) {
        Box box = box(new Size(4, 3));
        String wrong = refusedByRecord ? "size_width = -1" : "kind = 'TIN'";
        relmap.inTransaction(other -> other.executeSql("update box set name = 'chest', " + wrong));

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> Inspect.of(box).attribute("name").get());

        for (String column : List.of("id", "name", "size.height", "kind")) {
            assertThat(Inspect.of(box).isExpired(column)).as(column).isTrue();
        }
        assertThat(session.isModified(box)).isFalse();
        relmap.inTransaction(
                other -> other.executeSql("update box set kind = 'WOOD', size_width = 5"));
        assertThat(Inspect.of(box).attribute("name").get()).isEqualTo("chest");
        assertThat(box.kind).isEqualTo(Kind.WOOD);
        assertThat(box.size).isEqualTo(new Size(4, 5));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("SE-54.6: a primitive component is not cleared, as no primitive field is")
    void aPrimitiveComponentIsNotCleared(boolean alone) {
        session.close();
        session = relmap.openSession(SessionOptions.defaults().withExpireClearsFields(true));
        Box box = box(new Size(4, 3));
        if (alone) {
            session.refresh(box);
            session.expire(box, List.of("size.width"));
        }
        assertThat(box.size).isEqualTo(new Size(alone ? 4 : null, 3));
        assertThat(session.dirtyObjects()).isEmpty();
        session.commit();
        session.get(Box.class, 1);
        assertThat(box.size).isEqualTo(new Size(4, 3));
        assertThat(row()).isEqualTo(new Size(4, 3));
    }
}
