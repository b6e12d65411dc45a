package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.UniqueConstraint;
import io.relmap.annotation.Version;
import io.relmap.error.CircularDependencyException;
import io.relmap.error.DatabaseException;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToSet;
import io.relmap.mapping.Behaviour;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("02, 6.2, UW-140: in a strict session unique values are freed before they are taken")
class UniqueValuesTest {

    private static Relmap relmap(TestDatabase database, Behaviour behaviour) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(
                                Team.class,
                                Player.class,
                                Coach.class,
                                Badge.class,
                                Seat.class,
                                Hook.class,
                                Locker.class,
                                Sign.class)
                        .behaviour(behaviour)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    private static Relmap with(TestDatabase database, Object... entities) {
        Relmap relmap = relmap(database, Behaviour.STRICT);
        relmap.inTransaction(session -> session.addAll(List.of(entities)));
        return relmap;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a member of a set is replaced by a new one with the same unique value")
    void replaceInASet(TestDatabase database) {
        Relmap relmap = with(database, new Team("A", new Player("ann", 1)));

        relmap.inTransaction(
                session ->
                        session.query(Team.class)
                                .one()
                                .players
                                .replaceWith(List.of(new Player("bob", 1))));

        relmap.inTransaction(session -> assertThat(players(session, "A")).containsExactly("bob"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a whole graph is deleted, and a new one takes its unique values")
    void aGraphTakesTheValuesOfADeletedOne(TestDatabase database) {
        Relmap relmap = with(database, new Team("A", new Player("ann", 1), new Player("bob", 2)));

        relmap.inTransaction(
                session -> {
                    session.delete(session.query(Team.class).one());
                    session.add(new Team("A", new Player("bob", 1), new Player("cid", 2)));
                });

        relmap.inTransaction(
                session -> {
                    assertThat(players(session, "A")).containsExactlyInAnyOrder("bob", "cid");
                    assertThat(session.query(Player.class).count()).isEqualTo(2);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("members move from a deleted row to the new one that takes its NOT NULL name")
    void membersMoveToTheSuccessor(TestDatabase database) {
        Relmap relmap = with(database, new Team("A", new Player("ann", 1)));

        relmap.inTransaction(
                session -> {
                    Team old = session.query(Team.class).one();
                    Player ann = session.query(Player.class).one();
                    ann.team.set(new Team("A"));
                    // deleting loads the old members, which would flush too early
                    session.noAutoflush(() -> session.delete(old));
                });

        relmap.inTransaction(session -> assertThat(players(session, "A")).containsExactly("ann"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("two rows swap their unique values, by a NULL for a while")
    void swapOfTwo(TestDatabase database) {
        Relmap relmap = with(database, new Badge("x", 1), new Badge("y", 2));

        relmap.inTransaction(session -> code(session, "y", "x"));

        relmap.inTransaction(session -> assertThat(codes(session)).containsExactly("y", "x"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("three rows rotate their unique values, and one takes what another leaves")
    void rotationOfThreeAndAChain(TestDatabase database) {
        Relmap relmap =
                with(
                        database,
                        new Badge("a", 1),
                        new Badge("b", 2),
                        new Badge("c", 3),
                        new Badge("d", 4),
                        new Badge("e", 5));

        relmap.inTransaction(session -> code(session, "b", "c", "a", "e", "f"));

        relmap.inTransaction(
                session -> assertThat(codes(session)).containsExactly("b", "c", "a", "e", "f"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("one-to-one partners are exchanged: their references are unique")
    void exchangeOfOneToOnePartners(TestDatabase database) {
        Team first = new Team("A");
        Team second = new Team("B");
        first.coach.set(new Coach("one"));
        second.coach.set(new Coach("two"));
        Relmap relmap = with(database, first, second);

        relmap.inTransaction(
                session -> {
                    Team a = session.get(Team.class, first.id);
                    Team b = session.get(Team.class, second.id);
                    Coach one = a.coach.get();
                    a.coach.set(b.coach.get());
                    b.coach.set(one);
                });

        relmap.inTransaction(
                session -> {
                    assertThat(session.get(Team.class, first.id).coach.get().name).isEqualTo("two");
                    assertThat(session.get(Team.class, second.id).coach.get().name)
                            .isEqualTo("one");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-50: a one-to-one partner is replaced under delete-orphan")
    void replacedOneToOnePartner(TestDatabase database) {
        Team team = new Team("A");
        team.coach.set(new Coach("one"));
        Relmap relmap = with(database, team);

        relmap.inTransaction(
                session -> session.get(Team.class, team.id).coach.set(new Coach("two")));

        relmap.inTransaction(
                session ->
                        assertThat(session.query(Coach.class).list())
                                .extracting(coach -> coach.name)
                                .containsExactly("two"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a unique key of a reference and a number: places in teams are exchanged")
    void compositeKeysWithAReference(TestDatabase database) {
        Relmap relmap =
                with(
                        database,
                        new Team("A", new Player("ann", 1), new Player("bob", 2)),
                        new Team("B", new Player("cid", 1)));

        relmap.inTransaction(
                session -> {
                    Player ann = session.query(Player.class).where("name = 'ann'").one();
                    Player cid = session.query(Player.class).where("name = 'cid'").one();
                    Team teamOfAnn = ann.team.get();
                    ann.team.set(cid.team.get());
                    cid.team.set(teamOfAnn);
                });

        relmap.inTransaction(
                session -> {
                    assertThat(players(session, "A")).containsExactlyInAnyOrder("bob", "cid");
                    assertThat(players(session, "B")).containsExactly("ann");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-97: primary keys that programs assign are handed on in a chain")
    void primaryKeysAreHandedOn(TestDatabase database) {
        Relmap relmap = with(database, new Seat(1, "a"), new Seat(2, "b"));

        relmap.inTransaction(
                session -> {
                    Seat first = session.get(Seat.class, 1);
                    session.get(Seat.class, 2).number = 3;
                    first.number = 2;
                });

        relmap.inTransaction(
                session -> {
                    assertThat(session.get(Seat.class, 2).label).isEqualTo("a");
                    assertThat(session.get(Seat.class, 3).label).isEqualTo("b");
                });
    }

    @Test
    @DisplayName(
            "UW-33: a ring of values none of which may be NULL is reported with rows and columns")
    void aRingOfNotNullValuesIsReported() {
        Relmap relmap = with(TestDatabase.H2, new Seat(1, "a"), new Seat(2, "b"));

        assertThatExceptionOfType(CircularDependencyException.class)
                .isThrownBy(
                        () ->
                                relmap.inTransaction(
                                        session -> {
                                            Seat first = session.get(Seat.class, 1);
                                            Seat second = session.get(Seat.class, 2);
                                            first.label = "b";
                                            second.label = "a";
                                        }))
                .withMessageContaining("save Seat#1")
                .withMessageContaining("save Seat#2")
                .withMessageContaining("unique seat.label")
                .withMessageContaining("flush in two steps");
    }

    @Test
    @DisplayName(
            "UW-33: what is said against a ring of primary keys can be done: they are never NULL")
    void aRingOfPrimaryKeysIsReported() {
        Relmap relmap = with(TestDatabase.POSTGRESQL, new Seat(1, "a"), new Seat(2, "b"));

        assertThatExceptionOfType(CircularDependencyException.class)
                .isThrownBy(
                        () ->
                                relmap.inTransaction(
                                        session -> {
                                            Seat first = session.get(Seat.class, 1);
                                            session.get(Seat.class, 2).number = 1;
                                            first.number = 2;
                                        }))
                .withMessageContaining("save Seat#1")
                .withMessageContaining("save Seat#2")
                .withMessageContaining("primary key seat.number")
                .withMessageContaining("flush in two steps")
                .withMessageNotContaining("nullable")
                .withMessageNotContaining("deferrable");
    }

    @Test
    @DisplayName("UW-33: a column whose field cannot hold null needs another type, too")
    void aRingOfPrimitiveFieldsIsReported() {
        Relmap relmap = with(TestDatabase.POSTGRESQL, new Locker(1, 10), new Locker(2, 20));

        assertThatExceptionOfType(CircularDependencyException.class)
                .isThrownBy(
                        () ->
                                relmap.inTransaction(
                                        session -> {
                                            Locker first = session.get(Locker.class, 1);
                                            session.get(Locker.class, 2).code = 10;
                                            first.code = 20;
                                        }))
                .withMessageContaining("unique locker.code")
                .withMessageContaining(
                        "make locker.code nullable and give Locker.code a type that holds null")
                .withMessageContaining("declare the unique key [code] of locker deferrable");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-86: a value that gives way to a computed one is free for another row")
    void computedValuesFreeWhatWasThere(TestDatabase database) {
        Relmap relmap = with(database, new Sign(1, "x", "s"), new Sign(2, "y", "t"));

        relmap.inTransaction(
                session -> {
                    Sign first = session.get(Sign.class, 1);
                    Sign second = session.get(Sign.class, 2);
                    first.code = "y";
                    Inspect.of(second).attribute("code").setExpression("func.upper('z')", Map.of());
                });

        relmap.inTransaction(
                session -> {
                    assertThat(session.get(Sign.class, 1).code).isEqualTo("y");
                    assertThat(session.get(Sign.class, 2).code).isEqualTo("Z");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-86: a column that is NULL for a while is computed afterwards")
    void computedValuesComeAfterTheNull(TestDatabase database) {
        Relmap relmap = with(database, new Sign(1, "x", "s"), new Sign(2, "y", "t"));

        relmap.inTransaction(
                session -> {
                    Sign first = session.get(Sign.class, 1);
                    Sign second = session.get(Sign.class, 2);
                    Inspect.of(first).attribute("code").setExpression("func.upper('z')", Map.of());
                    second.code = "x";
                    first.shape = "t";
                    second.shape = "u";
                    assertThat(session.flushPlan().describe()).contains("null for a while");
                });

        relmap.inTransaction(
                session -> {
                    assertThat(session.get(Sign.class, 1).code).isEqualTo("Z");
                    assertThat(session.get(Sign.class, 1).shape).isEqualTo("t");
                    assertThat(session.get(Sign.class, 2).code).isEqualTo("x");
                });
    }

    @Test
    @DisplayName("UW-116: a row that was NULL for a while keeps its version counted and checked")
    void versionsGoOn() {
        Relmap relmap = with(TestDatabase.POSTGRESQL, new Badge("x", 1), new Badge("y", 2));

        relmap.inTransaction(
                session -> {
                    code(session, "y", "x");
                    session.flush();
                    code(session, "z", "x");
                });

        relmap.inTransaction(session -> assertThat(codes(session)).containsExactly("z", "x"));
    }

    @Test
    @DisplayName("UW-75: the reference's behaviour deletes last, and the database refuses")
    void theReferenceDeletesLast() {
        Relmap relmap = relmap(TestDatabase.H2, Behaviour.REFERENCE);
        relmap.inTransaction(session -> session.add(new Team("A")));

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(
                        () ->
                                relmap.inTransaction(
                                        session -> {
                                            session.delete(session.query(Team.class).one());
                                            session.add(new Team("A"));
                                        }));
    }

    @Test
    @DisplayName("UW-146: the plan names the value that changes hands")
    void thePlanNamesTheValue() {
        Relmap relmap = with(TestDatabase.H2, new Badge("x", 1), new Badge("y", 2));
        try (Session session = relmap.openSession()) {
            code(session, "y", "x");

            assertThat(session.flushPlan().describe())
                    .contains("null for a while Badge: Badge#")
                    .contains("takes over badge.[code]");
        }
    }

    private static void code(Session session, String... codes) {
        List<Badge> badges = session.query(Badge.class).orderBy("number").list();
        for (int i = 0; i < codes.length; i++) {
            badges.get(i).code = codes[i];
        }
    }

    private static List<String> codes(Session session) {
        return session.query(Badge.class).orderBy("number").list().stream()
                .map(badge -> badge.code)
                .toList();
    }

    private static List<String> players(Session session, String team) {
        return session.query(Player.class).list().stream()
                .filter(player -> player.team.get().name.equals(team))
                .map(player -> player.name)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-100: new rows that take over deleted ones swap their values, by a NULL for a while")
    void swapOfRowsTakenOver(TestDatabase database) {
        Relmap relmap = with(database, new Hook(1, "a"), new Hook(2, "b"));

        relmap.inTransaction(
                session -> {
                    session.query(Hook.class).list().forEach(session::delete);
                    session.noAutoflush(
                            () -> session.addAll(List.of(new Hook(1, "b"), new Hook(2, "a"))));
                });

        relmap.inTransaction(
                session ->
                        assertThat(session.query(Hook.class).orderBy("number").list())
                                .extracting(hook -> hook.number + hook.label)
                                .containsExactly("1b", "2a"));
    }

    @Entity(table = "team")
    static class Team {
        @Id @GeneratedValue @Nullable Long id;

        @Column(length = 20, nullable = false, unique = true)
        String name = "";

        @Relationship(
                backPopulates = "team",
                cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
        final ToSet<Player> players = ToSet.of(this);

        @Relationship(
                backPopulates = "team",
                cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
        final ToOne<Coach> coach = ToOne.of(this);

        Team() {}

        Team(String name, Player... players) {
            this.name = name;
            this.players.addAll(List.of(players));
        }
    }

    @Entity(table = "player")
    @UniqueConstraint({"team_id", "place"})
    static class Player {
        @Id @GeneratedValue @Nullable Long id;

        @Column(length = 20)
        String name = "";

        int place;

        @ForeignKey("team.id")
        @Nullable Long teamId;

        @Relationship(backPopulates = "players")
        final ToOne<Team> team = ToOne.of(this);

        Player() {}

        Player(String name, int place) {
            this.name = name;
            this.place = place;
        }
    }

    @Entity(table = "coach")
    static class Coach {
        @Id @GeneratedValue @Nullable Long id;

        @Column(length = 20)
        String name = "";

        @ForeignKey("team.id")
        @Column(unique = true)
        @Nullable Long teamId;

        @Relationship(backPopulates = "coach")
        final ToOne<Team> team = ToOne.of(this);

        Coach() {}

        Coach(String name) {
            this.name = name;
        }
    }

    @Entity(table = "badge")
    static class Badge {
        @Id @GeneratedValue @Nullable Long id;

        @Column(length = 20, unique = true)
        @Nullable String code;

        int number;

        @Version int version;

        Badge() {}

        Badge(String code, int number) {
            this.code = code;
            this.number = number;
        }
    }

    @Entity(table = "sign")
    static class Sign {
        @Id int id;

        @Column(length = 20, unique = true)
        @Nullable String code;

        @Column(length = 20, unique = true, nullable = false)
        String shape = "";

        Sign() {}

        Sign(int id, String code, String shape) {
            this.id = id;
            this.code = code;
            this.shape = shape;
        }
    }

    @Entity(table = "locker")
    @UniqueConstraint("code")
    static class Locker {
        @Id int number;

        int code;

        Locker() {}

        Locker(int number, int code) {
            this.number = number;
            this.code = code;
        }
    }

    @Entity(table = "seat")
    static class Seat {
        @Id int number;

        @Column(length = 20, unique = true, nullable = false)
        String label = "";

        Seat() {}

        Seat(int number, String label) {
            this.number = number;
            this.label = label;
        }
    }

    @Entity(table = "hook")
    static class Hook {
        @Id int number;

        @Column(length = 20, unique = true)
        @Nullable String label;

        Hook() {}

        Hook(int number, String label) {
            this.number = number;
            this.label = label;
        }
    }
}
