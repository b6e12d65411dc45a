package io.relmap.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.SyncBackref;
import io.relmap.error.MappingException;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "Each side says for itself whether its changes are carried over (RC-110, RC-116, RC-117)")
class ReverseSidesTest {

    private static Relmap dynamic(
            Consumer<RelationshipMapping> children, Consumer<RelationshipMapping> parent) {
        return Relmap.builder()
                .dataSource(TestDatabase.H2.freshDataSource())
                .mapping(
                        m ->
                                m.mapDynamic(
                                                "Parent",
                                                Tables.named("parent").build(),
                                                e -> e.list("children", "Child", children))
                                        .mapDynamic(
                                                "Child",
                                                Tables.referring(
                                                                Tables.named("child"),
                                                                "parent_id",
                                                                "parent")
                                                        .build(),
                                                e -> e.reference("parent", "Parent", parent)))
                .build();
    }

    /** What one side's change does to the other: from the collection, from the reference. */
    private static List<Boolean> carried(Relmap relmap) {
        DynamicEntity parent = relmap.newEntity("Parent");
        DynamicEntity first = relmap.newEntity("Child");
        parent.list("children").add(first);
        DynamicEntity second = relmap.newEntity("Child");
        second.set("parent", parent);
        return List.of(first.get("parent") == parent, parent.list("children").contains(second));
    }

    @Test
    void aOneWayBackPopulatesCarriesOneWay() {
        Relmap relmap = dynamic(r -> r.backPopulates("parent"), r -> {});
        assertThat(carried(relmap)).containsExactly(true, false);
        assertThat(relmap.mapping().warnings()).as("RC-116: legal, and no overlap").isEmpty();
    }

    @Test
    void syncBackrefIsOfOneSide() {
        assertThat(
                        carried(
                                dynamic(
                                        r -> r.backPopulates("parent").syncBackref(SyncBackref.OFF),
                                        r -> r.backPopulates("children"))))
                .containsExactly(false, true);
        assertThat(
                        carried(
                                dynamic(
                                        r -> r.backPopulates("parent"),
                                        r ->
                                                r.backPopulates("children")
                                                        .syncBackref(SyncBackref.OFF))))
                .containsExactly(true, false);
        assertThat(
                        carried(
                                dynamic(
                                        r -> r.backPopulates("parent"),
                                        r -> r.backPopulates("children").viewOnly())))
                .as("neither side may be view-only")
                .containsExactly(false, false);
    }

    @Entity
    static class Team {
        @Id @Nullable Integer id;

        @Relationship(backPopulates = "team", syncBackref = SyncBackref.OFF)
        final ToList<Player> players = ToList.of(this);

        @Relationship(backPopulates = "captainOf")
        final ToList<Player> captains = ToList.of(this);
    }

    @Entity
    static class Player {
        @Id @Nullable Integer id;

        @ForeignKey("team.id")
        @Relationship(backPopulates = "players")
        final ToOne<Team> team = ToOne.of(this);

        @ForeignKey("team.id")
        final ToOne<Team> captainOf = ToOne.of(this);
    }

    @Test
    void annotatedObjectsFollowItWithoutAMapping() {
        Team team = new Team();
        Player first = new Player();
        Player second = new Player();
        team.players.add(first);
        second.team.set(team);
        assertThat(first.team.get()).isNull();
        assertThat(team.players).containsExactly(first, second);
        team.captains.add(first);
        second.captainOf.set(team);
        assertThat(first.captainOf.get()).as("one way").isSameAs(team);
        assertThat(team.captains).as("one way").containsExactly(first);
    }

    static class Writer {
        @Nullable Integer id;
        @Nullable String name;
        final ToList<Novel> novels = ToList.of(this);

        ToList<Novel> getNovels() {
            return novels;
        }
    }

    static class Novel {
        @Nullable Integer id;
        @Nullable String name;
        @Nullable Integer writerId;
        final ToOne<Writer> writer = ToOne.of(this);

        @Nullable Writer getWriter() {
            return writer.get();
        }
    }

    @Test
    @DisplayName("backPopulates takes the method that reads the other side (spec 01 section 16)")
    void aMethodReferenceNamesTheOtherSide() {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .mapping(
                                m ->
                                        m.map(
                                                        Writer.class,
                                                        Tables.named("writer").build(),
                                                        e ->
                                                                e.list(
                                                                        "novels",
                                                                        Novel.class,
                                                                        r ->
                                                                                r.backPopulates(
                                                                                        Novel
                                                                                                ::getWriter)))
                                                .map(
                                                        Novel.class,
                                                        Tables.referring(
                                                                        Tables.named("novel"),
                                                                        "writer_id",
                                                                        "writer")
                                                                .build(),
                                                        e ->
                                                                e.reference(
                                                                        "writer",
                                                                        Writer.class,
                                                                        r ->
                                                                                r.backPopulates(
                                                                                        Writer
                                                                                                ::getNovels))))
                        .build();
        assertThat(
                        Objects.requireNonNull(
                                        relmap.mapping()
                                                .mapper(Writer.class)
                                                .findRelationship("novels"))
                                .synchronizesTo())
                .hasToString("Novel.writer");
        assertThatThrownBy(
                        () ->
                                dynamic(
                                        r -> r.backPopulates((Novel novel) -> novel.getWriter()),
                                        r -> {}))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("children")
                .hasMessageContaining("method reference");
    }
}
