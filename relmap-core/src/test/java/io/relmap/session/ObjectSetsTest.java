package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SE-3: the sets of a session's objects")
class ObjectSetsTest {

    /** Equal to all others of its kind. */
    @Entity
    static class Twin {
        @Id @Nullable Integer id;

        Twin(int id) {
            this.id = id;
        }

        @SuppressWarnings("unused") // for objects that are loaded
        Twin() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Twin;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private final Relmap relmap =
            Relmap.builder()
                    .dataSource(TestDatabase.H2.freshDataSource())
                    .entities(Twin.class)
                    .build();
    private final Session session = relmap.openSession();

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    @DisplayName("hold what is here and nothing that is equal to it; what is equal counts twice")
    void byIdentity() {
        Twin one = new Twin(1);
        Twin two = new Twin(2);
        session.addAll(List.of(one, two));
        Twin other = new Twin(1);
        assertThat(session.newObjects()).hasSize(2);
        assertThat(session.newObjects().contains(one)).isTrue();
        assertThat(session.newObjects().contains(two)).isTrue();
        assertThat(session.newObjects().contains(other)).isFalse();
    }

    @Test
    @DisplayName("a session is called what its messages call it")
    void itsName() {
        assertThat(session.toString()).matches("session \\d+");
    }
}
