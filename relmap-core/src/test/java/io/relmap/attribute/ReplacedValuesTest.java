package io.relmap.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.Transient;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeValidator;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AT-20, AT-24: a validator puts another value in the place of the one that comes")
class ReplacedValuesTest {

    private final Team team = new Team();

    @BeforeEach
    void map() {
        Relmap.builder()
                .dataSource(TestDatabase.H2.freshDataSource())
                .entities(Team.class, Player.class)
                .build();
    }

    @Test
    @DisplayName("where the program changes this side, the other one follows the new value")
    void onThisSide() {
        Player coming = new Player(new Player());
        team.players.add(coming);
        assertThat(team.players).containsExactly(coming.substitute);
        assertThat(coming.substitute.team.get()).isSameAs(team);
        assertThat(coming.team.get()).isNull();
    }

    @Test
    @DisplayName("a collection cannot replace what the other side has set; both stay as they were")
    void inACollectionFromTheOtherSide() {
        Player coming = new Player(new Player());
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> coming.team.set(team))
                .withMessageContaining("Team.players")
                .withMessageContaining("other side");
        assertThat(team.players).isEmpty();
        assertThat(coming.team.get()).isNull();
    }

    @Test
    @DisplayName("a reference cannot replace what the other side has added; both stay as they were")
    void inAReferenceFromTheOtherSide() {
        Team other = new Team();
        Player coming = new Player();
        team.substitute = other;
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> team.players.addAll(List.of(new Player(), coming)))
                .withMessageContaining("Player.team")
                .withMessageContaining("other side");
        assertThat(team.players).isEmpty();
        assertThat(other.players).isEmpty();
        assertThat(coming.team.get()).isNull();
    }

    /** Takes a player's substitute. */
    static final class Players implements AttributeValidator {
        @Override
        public @Nullable Object check(AttributeEvent event, @Nullable Object value) {
            return value instanceof Player player && player.substitute != null
                    ? player.substitute
                    : value;
        }
    }

    /** Takes a team's substitute. */
    static final class Teams implements AttributeValidator {
        @Override
        public @Nullable Object check(AttributeEvent event, @Nullable Object value) {
            return value instanceof Team team && team.substitute != null ? team.substitute : value;
        }
    }

    @Entity(table = "team")
    static class Team {
        @Id int id;

        @Relationship(backPopulates = "team", listeners = Players.class)
        final ToList<Player> players = ToList.of(this);

        @Transient @Nullable Team substitute;
    }

    @Entity(table = "player")
    static class Player {
        @Id int id;

        @ForeignKey("team.id")
        @Nullable Integer teamId;

        @Relationship(backPopulates = "players", listeners = Teams.class)
        final ToOne<Team> team = ToOne.of(this);

        @Transient @Nullable Player substitute;

        Player() {}

        Player(Player substitute) {
            this.substitute = substitute;
        }
    }
}
