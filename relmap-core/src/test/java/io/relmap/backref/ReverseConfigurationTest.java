package io.relmap.backref;

import static io.relmap.testsupport.Family.children;
import static io.relmap.testsupport.Family.oneWay;
import static io.relmap.testsupport.Family.parents;
import static io.relmap.testsupport.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.SyncBackref;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Relationship;
import io.relmap.mapping.config.EntityMapping;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.testsupport.Family;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How two sides are told of each other, and which pairs are refused. */
class ReverseConfigurationTest {

    private static Consumer<MappingBuilder> mapping(
            Consumer<EntityMapping> p, Consumer<EntityMapping> c) {
        return mapping -> mapping.mapDynamic("P", parents(), p).mapDynamic("C", children(), c);
    }

    private static void isRefused(
            ErrorCode code, Consumer<MappingBuilder> mapping, String... words) {
        refused(code, () -> World.of(mapping).open(), words);
    }

    @Test
    @DisplayName(
            "AT-34: a backref is backPopulates on both, and inherits what says how it is stored")
    void aBackrefInherits() {
        try (World world =
                World.of(
                                oneWay(
                                        r ->
                                                r.backref("parent")
                                                        .passiveUpdates(false)
                                                        .orderBy("C.name")
                                                        .cascadeBackrefs(false)
                                                        .activeHistory()))
                        .open()) {
            Relationship parent =
                    Objects.requireNonNull(
                            world.relmap().mapping().mapper("C").findRelationship("parent"));
            assertThat(parent.settings().writing().passiveUpdates()).isFalse();
            assertThat(parent.wiring().flags().cascadeBackrefs()).isTrue();
            assertThat(parent.wiring().flags().activeHistory()).isFalse();
            DynamicEntity p = world.newP("p");
            DynamicEntity c = world.newC("c");
            p.list("kids").add(c);
            assertThat(c.get("parent")).isSameAs(p);
            c.set("parent", null);
            assertThat(p.list("kids")).isEmpty();
        }
    }

    @Test
    @DisplayName("AT-35: no attribute of that name, and one that is no relationship")
    void namesThatDoNotFit() {
        isRefused(
                ErrorCode.REVERSE_UNKNOWN_NAME,
                oneWay(r -> r.backPopulates("nothing")),
                "P.kids",
                "nothing");
        isRefused(
                ErrorCode.REVERSE_NOT_RELATIONSHIP,
                oneWay(r -> r.backPopulates("name")),
                "P.kids",
                "C",
                "name");
    }

    @Test
    @DisplayName("AT-35: both backref and backPopulates, and a backref whose name is taken")
    void bothOrTaken() {
        isRefused(
                ErrorCode.BACKREF_AND_BACK_POPULATES,
                mapping(
                        p -> p.list("kids", "C", r -> r.backPopulates("parent").backref("other")),
                        c -> c.reference("parent", "P", r -> {})),
                "P.kids");
        isRefused(
                ErrorCode.BACKREF_NAME_EXISTS,
                oneWay(r -> r.backref("name")),
                "P.kids",
                "C",
                "name");
    }

    @Test
    @DisplayName("AT-35: a reverse that leads elsewhere, or the same way")
    void elsewhereOrTheSameWay() {
        isRefused(
                ErrorCode.REVERSE_TARGET_MISMATCH,
                mapping ->
                        mapping.mapDynamic(
                                        "P",
                                        parents(),
                                        p -> p.list("kids", "C", r -> r.backPopulates("other")))
                                .mapDynamic(
                                        "C",
                                        Family.reference(
                                                        Family.reference(
                                                                Family.named("c"), "p_id", "p"),
                                                        "g_id",
                                                        "g")
                                                .build(),
                                        c -> c.reference("other", "G", r -> {}))
                                .mapDynamic("G", Family.named("g").build(), g -> {}),
                "P.kids",
                "C.other");
        isRefused(
                ErrorCode.SAME_DIRECTION,
                mapping ->
                        mapping.mapDynamic(
                                "N",
                                Family.reference(Family.named("n"), "n_id", "n").build(),
                                n ->
                                        n.list("kids", "N", r -> r.backPopulates("parent"))
                                                .list("parent", "N", r -> r.backPopulates("kids"))),
                "N.kids",
                "N.parent",
                "remoteSide");
    }

    @Test
    @DisplayName("AT-35: a side that is only read cannot be carried to the other one")
    void readOnlySides() {
        isRefused(
                ErrorCode.VIEWONLY_SYNC_BACKREF,
                oneWay(r -> r.viewOnly().syncBackref(SyncBackref.ON)),
                "P.kids");
        isRefused(
                ErrorCode.SYNC_BACKREF_OTHER_VIEWONLY,
                mapping(
                        p -> p.list("kids", "C", r -> r.backPopulates("parent").viewOnly()),
                        c ->
                                c.reference(
                                        "parent",
                                        "P",
                                        r -> r.backPopulates("kids").syncBackref(SyncBackref.ON))),
                "C.parent",
                "P.kids");
    }

    @Test
    @DisplayName(
            "AT-47: two relationships with one reverse: naming all of them, with nothing changed")
    void twoWithOneReverse() {
        Consumer<MappingBuilder> mapping =
                mapping(
                        p ->
                                p.list("kids", "C", r -> r.backPopulates("parent").overlaps("more"))
                                        .list(
                                                "more",
                                                "C",
                                                r -> r.backPopulates("parent").overlaps("kids")),
                        c -> c.reference("parent", "P", r -> r.backPopulates("kids")));
        try (World world = World.of(mapping).open()) {
            DynamicEntity p = world.newP("p");
            DynamicEntity c = world.newC("c");
            refused(
                    ErrorCode.BACKREF_CONFLICT,
                    () -> p.list("more").add(c),
                    "P.more",
                    "C.parent",
                    "P.kids",
                    "syncBackref");
            assertThat(List.of(p.list("kids"), p.list("more"))).allMatch(List::isEmpty);
            assertThat(c.get("parent")).isNull();
        }
    }
}
