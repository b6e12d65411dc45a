package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.EntityMapping;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "UW-65, UW-140: a unique reference that has an UPDATE of its own is freed before it is taken")
class UniqueReferencesApartTest {

    private static final Table TEAMS = table("team", "captain_id", "player");
    private static final Table PLAYERS = table("player", "team_id", "team");

    private static Table table(String name, String reference, String target) {
        Table.Builder table =
                Table.named(name)
                        .column(integer("id").notNull().autoIncrement(AutoIncrement.FALSE))
                        .column(integer(reference))
                        .primaryKey(List.of("id"))
                        .foreignKey(referring("fk_" + name, reference, target));
        if (name.equals("team")) {
            table.column(integer("parent_id"))
                    .foreignKey(referring("fk_parent", "parent_id", "team"))
                    .unique(new UniqueConstraint(null, List.of(reference)));
        }
        return table.build();
    }

    private static ForeignKeyConstraint referring(String name, String column, String target) {
        return new ForeignKeyConstraint(
                name,
                List.of(column),
                TableName.of(target),
                List.of("id"),
                ForeignKeyConstraint.Options.NONE);
    }

    private static ColumnDefinition integer(String name) {
        return ColumnDefinition.of(name, TypeRegistry.parse("integer"));
    }

    /** Which side of the one-to-one has the UPDATE of its own. */
    private enum Side {
        REFERENCE,
        BOTH,
        REVERSE_ALONE
    }

    private static Consumer<MappingBuilder> mapping(Side side) {
        return builder ->
                builder.mapDynamic("Team", TEAMS, team -> mapTeam(team, side))
                        .mapDynamic("Player", PLAYERS, player -> mapPlayer(player, side));
    }

    private static void mapTeam(EntityMapping team, Side side) {
        team.reference(
                "parent",
                "Team",
                r -> r.foreignKeys(TEAMS.column("parent_id")).remoteSide(TEAMS.column("id")));
        if (side != Side.REVERSE_ALONE) {
            team.reference("captain", "Player", r -> mapCaptain(r, side, "leads"));
        }
    }

    private static void mapPlayer(EntityMapping player, Side side) {
        player.reference("team", "Team", r -> r.foreignKeys(PLAYERS.column("team_id")));
        if (side != Side.REFERENCE) {
            player.reference("leads", "Team", r -> mapCaptain(r, side, "captain"));
        }
    }

    private static void mapCaptain(RelationshipMapping captain, Side side, String reverse) {
        captain.foreignKeys(TEAMS.column("captain_id")).postUpdate();
        if (side == Side.BOTH) {
            captain.backPopulates(reverse);
        }
    }

    private static DynamicEntity add(World world, String entity, int id) {
        DynamicEntity added = world.make(entity, "id", id);
        world.session().add(added);
        return added;
    }

    /** Three teams, of which the second and the third have captains, and a third player; all are in the ring. */
    private static World world(TestDatabase database, Side side) {
        World world = World.of(mapping(side)).on(database).open();
        for (int id = 1; id <= 3; id++) {
            DynamicEntity player = add(world, "Player", id);
            player.set("team", add(world, "Team", id));
        }
        world.session().flush();
        lead(world, side, 2, 1);
        lead(world, side, 3, 2);
        world.session().commit();
        return world;
    }

    private static void lead(World world, Side side, int team, int player) {
        if (side == Side.REVERSE_ALONE) {
            world.get("Player", player).set("leads", world.get("Team", team));
        } else {
            world.get("Team", team).set("captain", world.get("Player", player));
        }
    }

    private static List<String> captains(World world) {
        return world.read("select id, captain_id from team order by id");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("one row takes what another one gives up for something else")
    void aChain(TestDatabase database) {
        for (Side side : List.of(Side.REFERENCE, Side.BOTH)) {
            try (World world = world(database, side)) {
                lead(world, side, 2, 3);
                lead(world, side, 1, 1);
                world.session().commit();

                assertThat(captains(world)).containsExactly("1, 1", "2, 3", "3, 2");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("two rows change places")
    void aSwap(TestDatabase database) {
        for (Side side : List.of(Side.REFERENCE, Side.BOTH)) {
            try (World world = world(database, side)) {
                DynamicEntity one = (DynamicEntity) world.get("Team", 2).get("captain");
                DynamicEntity two = (DynamicEntity) world.get("Team", 3).get("captain");
                world.get("Team", 2).set("captain", two);
                world.get("Team", 3).set("captain", one);
                world.session().commit();

                assertThat(captains(world)).containsExactly("1, null", "2, 2", "3, 1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("one row takes what another one lets go of, which is written once")
    void aClearedReference(TestDatabase database) {
        for (Side side : List.of(Side.REFERENCE, Side.BOTH)) {
            try (World world = world(database, side)) {
                world.get("Team", 2).set("captain", null);
                lead(world, side, 1, 1);
                world.session().flush();

                assertThat(world.sent()).filteredOn("UPDATE team"::equals).hasSize(2);
                world.session().commit();
                assertThat(captains(world)).containsExactly("1, 1", "2, null", "3, 2");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a new row takes what another one gives up")
    void aNewRow(TestDatabase database) {
        for (Side side : List.of(Side.REFERENCE, Side.BOTH)) {
            try (World world = world(database, side)) {
                DynamicEntity one = world.get("Player", 1);
                lead(world, side, 2, 3);
                add(world, "Team", 0).set("captain", one);
                world.session().commit();

                assertThat(captains(world)).containsExactly("0, 1", "1, null", "2, 3", "3, 2");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a new row takes it, to which the one that gives it up is to refer")
    void aNewRowThatIsReferredTo(TestDatabase database) {
        for (Side side : List.of(Side.REFERENCE, Side.BOTH)) {
            try (World world = world(database, side)) {
                lead(world, side, 2, 3);
                DynamicEntity parent = add(world, "Team", 0);
                parent.set("captain_id", 1);
                world.get("Team", 2).set("parent", parent);
                world.session().commit();

                assertThat(captains(world)).containsExactly("0, 1", "1, null", "2, 3", "3, 2");
                assertThat(world.read("select parent_id from team where id = 2"))
                        .containsExactly("0");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a row takes what a deleted one had")
    void aDeletedRow(TestDatabase database) {
        for (Side side : List.of(Side.REFERENCE, Side.BOTH)) {
            try (World world = world(database, side)) {
                world.session().delete(world.get("Team", 3));
                world.get("Player", 3).set("team", null);
                lead(world, side, 1, 2);
                world.session().commit();

                assertThat(captains(world)).containsExactly("1, 2", "2, 1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the same from the side that has no key")
    void fromTheOtherSide(TestDatabase database) {
        try (World world = world(database, Side.REVERSE_ALONE)) {
            DynamicEntity one = world.get("Player", 1);
            DynamicEntity two = world.get("Player", 2);
            DynamicEntity second = (DynamicEntity) one.get("leads");
            DynamicEntity third = (DynamicEntity) two.get("leads");
            one.set("leads", third);
            two.set("leads", second);
            world.session().commit();

            assertThat(captains(world)).containsExactly("1, null", "2, 2", "3, 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-33: a ring that the UPDATE of its own closes is told with what may be NULL when")
    void aRingThroughTheSave(TestDatabase database) {
        Table clubs =
                Table.named("club")
                        .column(integer("id").notNull().autoIncrement(AutoIncrement.FALSE))
                        .column(integer("code").notNull())
                        .column(integer("captain_id"))
                        .primaryKey(List.of("id"))
                        .foreignKey(referring("fk_club", "captain_id", "player"))
                        .unique(new UniqueConstraint(null, List.of("code")))
                        .unique(new UniqueConstraint(null, List.of("captain_id")))
                        .build();
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic("Team", TEAMS, team -> {})
                                .mapDynamic("Player", PLAYERS, player -> {})
                                .mapDynamic(
                                        "Club",
                                        clubs,
                                        club ->
                                                club.reference(
                                                        "captain",
                                                        "Player",
                                                        RelationshipMapping::postUpdate));
        try (World world = World.of(mapping).on(database).open()) {
            world.sql(
                    "insert into player (id) values (1)",
                    "insert into club (id, code, captain_id) values (1, 10, 1)",
                    "insert into club (id, code) values (2, 20)");
            world.load(world.get("Club", 1), "captain");
            world.get("Club", 1).set("captain", null);
            world.get("Club", 1).set("code", 20);
            world.get("Club", 2).set("code", 30);
            world.get("Club", 2).set("captain_id", 1);

            World.refused(
                    ErrorCode.CIRCULAR_DEPENDENCY,
                    world.session()::flush,
                    "unique club.code",
                    "unique club.captain_id",
                    "What may be NULL for a while may be so only after its row was saved",
                    "make club.code nullable");
        }
    }
}
