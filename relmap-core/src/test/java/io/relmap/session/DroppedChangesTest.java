package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.mapping.Behaviour;
import io.relmap.observe.EntityListener;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("UW-124: with REFERENCE changes of listeners while a flush writes are dropped")
class DroppedChangesTest {

    private final List<Note> changed = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-27: a rollback shows what an object held before, not what was dropped")
    void aRollbackShowsWhatWasBefore(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Note.class)
                        .behaviour(Behaviour.REFERENCE)
                        .listener(new Late())
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(session -> session.add(new Note(1)));
        try (Session session = relmap.openSession()) {
            Note note = session.get(Note.class, 1L);
            changed.add(note);
            session.add(new Note(2));
            session.flush();
            assertThat(session.dirtyObjects()).isEmpty();
            assertThat(note.text).isEqualTo("late");

            session.rollback();

            assertThat(note.text).isEqualTo("first");
        }
    }

    private final class Late implements EntityListener {
        @Override
        public void afterInsert(Object entity) {
            changed.forEach(note -> note.text = "late");
        }
    }

    @Entity(table = "note")
    static class Note {
        @Id long id;
        String text = "first";

        Note() {}

        Note(long id) {
            this.id = id;
        }
    }
}
