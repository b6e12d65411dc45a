package io.relmap.cascade;

import static io.relmap.annotation.Cascade.ALL;
import static io.relmap.annotation.Cascade.DELETE;
import static io.relmap.annotation.Cascade.DELETE_ORPHAN;
import static io.relmap.annotation.Cascade.EXPUNGE;
import static io.relmap.annotation.Cascade.MERGE;
import static io.relmap.annotation.Cascade.NONE;
import static io.relmap.annotation.Cascade.REFRESH_EXPIRE;
import static io.relmap.annotation.Cascade.SAVE_UPDATE;
import static io.relmap.testsupport.Family.links;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.oneWay;
import static io.relmap.testsupport.Family.owned;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.Family.upwards;
import static io.relmap.testsupport.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.error.ErrorCode;
import io.relmap.error.Warning;
import io.relmap.mapping.Content;
import io.relmap.mapping.Relationship;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.testsupport.Family;
import io.relmap.testsupport.World;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which cascades a relationship has, and which combinations are refused. */
class CascadeConfigurationTest {

    private static Relationship relationship(
            Consumer<MappingBuilder> mapping, String entity, String name) {
        try (World world = World.of(mapping).open()) {
            return Objects.requireNonNull(
                    world.relmap().mapping().mapper(entity).findRelationship(name));
        }
    }

    private static Set<Cascade> kidsHave(Consumer<RelationshipMapping> arguments) {
        return relationship(oneWay(arguments), "P", "kids").cascades().members();
    }

    private static List<Warning> warnings(Consumer<MappingBuilder> mapping) {
        try (World world = World.of(mapping).open()) {
            return world.relmap().mapping().warnings();
        }
    }

    @Test
    @DisplayName("CA-1: the names; the order and number of times do not matter")
    void theNames() {
        assertThat(Arrays.stream(Cascade.values()).map(Cascade::spelling))
                .containsExactlyInAnyOrder(
                        "save-update",
                        "merge",
                        "expunge",
                        "delete",
                        "delete-orphan",
                        "refresh-expire",
                        "all",
                        "none");
        assertThat(kidsHave(r -> r.cascade(DELETE, MERGE, DELETE)))
                .containsExactlyInAnyOrder(MERGE, DELETE);
    }

    @Test
    @DisplayName(
            "CA-2: all is all but delete-orphan; none empties; absent is save-update and merge")
    void whatTheyMean() {
        assertThat(kidsHave(r -> r.cascade(ALL)))
                .containsExactlyInAnyOrder(SAVE_UPDATE, MERGE, REFRESH_EXPIRE, EXPUNGE, DELETE);
        assertThat(kidsHave(r -> r.cascade(ALL, NONE))).isEmpty();
        assertThat(kidsHave(r -> r.cascade())).isEmpty();
        assertThat(kidsHave(plain())).containsExactlyInAnyOrder(SAVE_UPDATE, MERGE);
        assertThat(kidsHave(r -> r.viewOnly())).containsExactly(MERGE);
    }

    @Test
    @DisplayName("CA-3: the generated side of a backref has the default, unless it says otherwise")
    void theGeneratedSide() {
        assertThat(
                        relationship(
                                        oneWay(owned().andThen(r -> r.backref("parent"))),
                                        "C",
                                        "parent")
                                .cascades()
                                .members())
                .containsExactlyInAnyOrder(SAVE_UPDATE, MERGE);
        assertThat(
                        relationship(
                                        oneWay(r -> r.backref("parent", b -> b.cascade(EXPUNGE))),
                                        "C",
                                        "parent")
                                .cascades()
                                .members())
                .containsExactly(EXPUNGE);
    }

    @Test
    @DisplayName(
            "CA-4: delete-orphan on the many side needs singleParent, and the message says what to do")
    void deleteOrphanOnTheManySide() {
        refused(
                ErrorCode.ORPHAN_NEEDS_SINGLE_PARENT,
                () -> World.of(upwards(owned())).open(),
                "C.parent",
                "singleParent");
        refused(
                ErrorCode.ORPHAN_NEEDS_SINGLE_PARENT,
                () -> World.of(links(owned(), plain())).open(),
                "L.rs",
                "singleParent");
        assertThat(warnings(upwards(owned().andThen(r -> r.singleParent())))).isEmpty();
        assertThat(warnings(Family.pair(Content.REFERENCE, owned(), plain()))).isEmpty();
    }

    @Test
    @DisplayName("CA-4: passive deletes all exclude delete and delete-orphan")
    void passiveDeletesAll() {
        refused(
                ErrorCode.PASSIVE_DELETES_ALL_WITH_DELETE,
                () ->
                        World.of(oneWay(owned().andThen(CascadeConfigurationTest::passiveAll)))
                                .open(),
                "P.kids");
        refused(
                ErrorCode.PASSIVE_DELETES_ALL_WITH_DELETE,
                () ->
                        World.of(
                                        oneWay(
                                                r ->
                                                        r.cascade(SAVE_UPDATE, DELETE)
                                                                .passiveDeletes(
                                                                        PassiveDeletes.ALL)))
                                .open(),
                "P.kids");
    }

    private static void passiveAll(RelationshipMapping relationship) {
        relationship.passiveDeletes(PassiveDeletes.ALL);
    }

    @Test
    @DisplayName("CA-4: what is only read has no cascade that writes")
    void viewOnlyWithCascades() {
        for (Cascade cascade : List.of(SAVE_UPDATE, DELETE, DELETE_ORPHAN, ALL)) {
            refused(
                    ErrorCode.VIEWONLY_CASCADE,
                    () -> World.of(oneWay(r -> r.viewOnly().cascade(cascade))).open(),
                    "P.kids");
        }
        assertThat(kidsHave(r -> r.viewOnly().cascade(MERGE, EXPUNGE, REFRESH_EXPIRE))).hasSize(3);
    }

    @Test
    @DisplayName(
            "CA-4: warnings: delete-orphan without delete, and settings that are only for writing")
    void warnings() {
        assertThat(warnings(oneWay(r -> r.cascade(SAVE_UPDATE, DELETE_ORPHAN))))
                .singleElement()
                .satisfies(
                        warning -> {
                            assertThat(warning.code()).isEqualTo(ErrorCode.ORPHAN_WITHOUT_DELETE);
                            assertThat(warning.relationship()).isEqualTo("P.kids");
                        });
        assertThat(
                        warnings(
                                oneWay(
                                        r ->
                                                r.viewOnly()
                                                        .passiveDeletes(PassiveDeletes.TRUE)
                                                        .passiveUpdates(false)
                                                        .activeHistory()
                                                        .cascadeBackrefs(false))))
                .isNotEmpty()
                .allSatisfy(
                        warning -> {
                            assertThat(warning.code())
                                    .isEqualTo(ErrorCode.VIEWONLY_PERSISTENCE_FLAG);
                            assertThat(warning.message()).contains("P.kids");
                        })
                .extracting(Warning::message)
                .satisfies(
                        texts ->
                                assertThat(String.join(" ", texts))
                                        .contains(
                                                "passiveDeletes",
                                                "passiveUpdates",
                                                "activeHistory",
                                                "cascadeBackrefs"));
        assertThat(warnings(lists())).isEmpty();
    }
}
