package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Objects;
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

    private final Relmap relmap =
            Relmap.builder()
                    .dataSource(TestDatabase.H2.freshDataSource())
                    .entities(Note.class)
                    .build();

    private void save(Note... notes) {
        relmap.schema().createAll();
        relmap.inTransaction(session -> session.addAll(List.of(notes)));
    }

    @Test
    @DisplayName("CA-1: and so is what is added along with it")
    void whatIsAddedAlong() {
        Note answer = new Note();
        answer.id = 1;
        answer.about.set(new Note());
        save(answer);
        relmap.inTransaction(
                session -> {
                    Note read = session.query(Note.class).where("id = 1").readOnly().one();
                    Note along = Objects.requireNonNull(read.about.get());
                    session.expungeAll();
                    session.add(read);
                    along.text = "written";
                });
        relmap.inTransaction(
                session -> assertThat(session.get(Note.class, 0).text).isEqualTo("written"));
    }

    @Test
    @DisplayName("added again, it is written like any other")
    void addedAgain() {
        save(new Note());
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
                session -> assertThat(session.query(Note.class).one().text).isEqualTo("written"));
    }
}
