package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.Relationship;
import io.relmap.error.ObjectDeletedException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SE-35, SE-55: what is reloaded shows the rows as the flush before it has left them")
class ReloadAfterFlushTest {

    private Relmap relmap;

    @BeforeEach
    void openDatabase() {
        relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Shelf.class, Volume.class, Label.class)
                        .build();
        relmap.schema().createAll();
    }

    private static Shelf shelf(Volume... volumes) {
        Shelf shelf = new Shelf();
        shelf.volumes.addAll(List.of(volumes));
        return shelf;
    }

    @Test
    @DisplayName("SE-54: what an expired object held cannot be read once the flush has deleted it")
    void anExpiredObjectThatTheFlushDeletesIsGone() {
        try (Session session = relmap.openSession()) {
            Shelf shelf = shelf(new Volume());
            session.add(shelf);
            session.commit();
            session.delete(shelf);
            session.expire(shelf);

            assertThatExceptionOfType(ObjectDeletedException.class)
                    .isThrownBy(() -> shelf.volumes.size())
                    .withMessageContaining("this session has deleted it");
        }
    }

    @Test
    @DisplayName("LO-14: an owner whose joined reference finds several rows is found once")
    void anOwnerStandsInAResultOnce() {
        try (Session session = relmap.openSession()) {
            Shelf shelf = new Shelf();
            shelf.label.set(new Label());
            session.add(shelf);
            session.commit();
            session.executeSql("insert into label (shelf_id) values (?)", shelf.id);
            session.expungeAll();

            assertThat(session.query(Shelf.class).list()).hasSize(1);
        }
    }

    @Test
    @DisplayName("LO-23: the collection of an object that the flush has deleted is read after it")
    void aCollectionIsReadAfterTheFlush() {
        try (Session session = relmap.openSession()) {
            Shelf shelf = shelf(new Volume());
            session.add(shelf);
            session.commit();
            session.refresh(shelf);
            session.delete(shelf);

            assertThat(shelf.volumes).isEmpty();
        }
    }

    @Test
    @DisplayName("LO-33: an expired object that a lazy load fills gets what is loaded immediately")
    void anExpiredObjectIsFilledWhole() {
        try (Session session = relmap.openSession()) {
            Volume volume = new Volume();
            Shelf shelf = shelf(volume);
            session.add(shelf);
            session.commit();

            assertThat(shelf.volumes).containsExactly(volume);

            assertThat(Inspect.of(volume).attribute("labels").isLoaded()).isTrue();
        }
    }

    @Entity(table = "shelf")
    static class Shelf {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship(backPopulates = "shelf")
        final ToList<Volume> volumes = ToList.of(this);

        @Relationship(backPopulates = "shelf", lazy = Lazy.JOINED)
        final ToOne<Label> label = ToOne.of(this);
    }

    @Entity(table = "volume")
    static class Volume {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("shelf.id")
        @Nullable Long shelfId;

        @Relationship(backPopulates = "volumes")
        final ToOne<Shelf> shelf = ToOne.of(this);

        @Relationship(lazy = Lazy.IMMEDIATE)
        final ToList<Label> labels = ToList.of(this);
    }

    @Entity(table = "label")
    static class Label {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("shelf.id")
        @Nullable Long shelfId;

        @ForeignKey("volume.id")
        @Nullable Long volumeId;

        @Relationship(backPopulates = "label")
        final ToOne<Shelf> shelf = ToOne.of(this);
    }
}
