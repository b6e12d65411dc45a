package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.Version;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SE-63: what of an object of a class is present when it is merged")
class MergeOfClassesTest {

    @Entity(table = "band")
    static class Band {
        @Id @GeneratedValue @Nullable Long id;
        @Nullable String name;
        @Nullable String town;
        @Version @Nullable Integer version;

        @Relationship(backPopulates = "band")
        final ToList<Player> players = ToList.of(this);
    }

    @Entity(table = "player")
    static class Player {
        @Id @GeneratedValue @Nullable Long id;
        @Nullable String name;

        @ForeignKey("band.id")
        @Relationship(backPopulates = "players")
        final ToOne<Band> band = ToOne.of(this);
    }

    private Relmap relmap;
    private Session session;
    private Long id;

    @BeforeEach
    void open() {
        relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Band.class, Player.class)
                        .build();
        relmap.schema().createAll();
        session = relmap.openSession();
        Band band = new Band();
        band.name = "The Who";
        band.town = "London";
        band.players.add(new Player());
        session.add(band);
        session.commit();
        id = band.id;
        session.close();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Band source() {
        Band source = new Band();
        source.id = id;
        source.name = "The Who?";
        return source;
    }

    @Test
    @DisplayName(
            "columns of a new source are all present, null too; key and version are not when null")
    void columnsOfANewSource() {
        Band copy = session.merge(source());
        assertThat(copy.name).isEqualTo("The Who?");
        assertThat(copy.town).isNull();
        assertThat(copy.version).isEqualTo(1);
        assertThat(copy.id).isEqualTo(id);
    }

    @Test
    @DisplayName("unless nulls are ignored")
    void ignoringNulls() {
        Band copy = session.merge(source(), MergeOption.IGNORE_NULLS);
        assertThat(copy.name).isEqualTo("The Who?");
        assertThat(copy.town).isEqualTo("London");
    }

    @Test
    @DisplayName(
            "SE-54: of a source whose columns have expired, what was edited since, and nothing else")
    void editedAfterItHadExpired() {
        Band source = session.get(Band.class, id);
        session.expire(source);
        source.name = "The Who?";
        session.expunge(source);
        try (Session other = relmap.openSession()) {
            other.executeSql("update band set town = 'Leeds'");
            other.commit();
        }
        Band copy = session.merge(source);
        assertThat(copy).isNotSameAs(source);
        assertThat(copy.name).isEqualTo("The Who?");
        assertThat(copy.town).isEqualTo("Leeds");
    }

    @Test
    @DisplayName("an untouched holder says nothing, one that was set to empty or null does")
    void holders() {
        Band copy = session.merge(source());
        assertThat(copy.players).hasSize(1);
        Band emptied = source();
        emptied.players.replaceWith(List.of());
        assertThat(session.merge(emptied)).isSameAs(copy);
        assertThat(copy.players).isEmpty();
    }

    @Test
    @DisplayName("of a detached source the expired columns are not present")
    void aDetachedSource() {
        Band detached = session.get(Band.class, id);
        session.expire(detached, List.of("town"));
        session.close();
        detached.name = "edited";
        relmap.inTransaction(other -> other.executeSql("update band set town = 'Leeds'"));
        Band copy = session.merge(detached);
        assertThat(copy.name).isEqualTo("edited");
        assertThat(copy.town).isEqualTo("Leeds");
    }

    @Test
    @DisplayName(
            "SE-60.5: nor are they without loading, where the copy reads them when they are needed")
    void aDetachedSourceWithoutLoading() {
        Band detached = session.get(Band.class, id);
        session.expire(detached, List.of("town"));
        session.close();
        relmap.inTransaction(other -> other.executeSql("update band set town = 'Leeds'"));
        Band copy = session.merge(detached, MergeOption.NO_LOAD);
        assertThat(Inspect.of(copy).isExpired("town")).isTrue();
        assertThat(Inspect.of(copy).isExpired("name")).isFalse();
        assertThat(session.dirtyObjects()).isEmpty();
        assertThat(copy.players).hasSize(1);
        assertThat(copy.town).isEqualTo("Leeds");
    }
}
