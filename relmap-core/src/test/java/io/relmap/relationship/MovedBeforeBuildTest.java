package io.relmap.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AT-30, AT-31: who owns an object is remembered before a mapping knows of it")
class MovedBeforeBuildTest {

    @Entity(table = "team")
    static class Team {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship(cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
        final ToList<Player> players = ToList.of(this);

        @Relationship(cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
        final ToOne<Mascot> mascot = ToOne.of(this);
    }

    @Entity(table = "player")
    static class Player {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("team.id")
        @Nullable Long teamId;
    }

    @Entity(table = "mascot")
    static class Mascot {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("team.id")
        @Nullable Long teamId;
    }

    @Test
    @DisplayName("an object that has gone to another owner is no orphan when the first gives it up")
    void noOrphan() {
        Team first = new Team();
        Team second = new Team();
        Player player = new Player();
        Mascot mascot = new Mascot();
        first.players.add(player);
        second.players.add(player);
        first.mascot.set(mascot);
        second.mascot.set(mascot);
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Team.class, Player.class, Mascot.class)
                        .build();
        relmap.schema().createAll();

        try (Session session = relmap.openSession()) {
            session.addAll(List.of(first, second));
            first.players.remove(player);
            first.mascot.set(null);
            assertThat(session.contains(player)).isTrue();
            assertThat(session.contains(mascot)).isTrue();
            session.commit();
            assertThat(player.teamId).isEqualTo(second.id);
            assertThat(mascot.teamId).isEqualTo(second.id);
        }
    }
}
