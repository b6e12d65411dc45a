package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import io.relmap.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SE-45: an object loaded to be read only is so as long as it is in its session")
class ReadOnlyObjectLeavesTest {

    @Entity(table = "note")
    static class Note {
        @Id int id;
        String text = "";

        @ForeignKey("note.id")
        @Nullable Integer aboutId;

        @Relationship(remoteSide = "Note.id")
        final ToOne<Note> about = ToOne.of(this);
    }

    @Test
    @DisplayName("added again, it is written like any other")
    void addedAgain() {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Note.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(session -> session.add(new Note()));
        relmap.inTransaction(
                session -> {
                    Note note = session.query(Note.class).readOnly().one();
                    note.text = "not written";
                    session.flush();
                    assertThat(session.dirtyObjects()).isEmpty();
                    session.expunge(note);
                    session.add(note);
                    note.text = "written";
                });
        relmap.inTransaction(
                session ->
                        assertThat(session.query(Note.class).one().text).isEqualTo("written"));
    }
}
