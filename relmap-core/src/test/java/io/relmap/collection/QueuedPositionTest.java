package io.relmap.collection;

import static io.relmap.testsupport.Family.named;
import static io.relmap.testsupport.Family.parents;
import static io.relmap.testsupport.Family.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CO-29, AT-62: what waited for an ordered list")
class QueuedPositionTest {

    private final Table kids =
            reference(
                            named("c").column(ColumnDefinition.of("place", TypeRegistry.integer())),
                            "p_id",
                            "p")
                    .build();
    private final World world =
            World.of(
                            mapping ->
                                    mapping.mapDynamic(
                                                    "P",
                                                    parents(),
                                                    p ->
                                                            p.list(
                                                                    "kids",
                                                                    "C",
                                                                    r ->
                                                                            r.ordered("place")
                                                                                    .backPopulates(
                                                                                            "parent")))
                                            .mapDynamic(
                                                    "C",
                                                    kids,
                                                    c ->
                                                            c.reference(
                                                                    "parent",
                                                                    "P",
                                                                    r -> r.backPopulates("kids"))))
                    .open();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("is numbered behind the rows as soon as they are loaded, before any flush")
    void isNumberedBehindTheRows() {
        world.sql(
                "insert into p (name) values ('p1')",
                "insert into c (name, place, p_id) values ('c1', 0, 1)");
        DynamicEntity p1 = world.p(1);
        DynamicEntity n = world.newC("n");
        n.set("parent", p1);
        assertThat(n.get("place")).isNull();
        assertThat(p1.list("kids")).containsExactly(world.c(1), n);
        assertThat(n.get("place")).isEqualTo(1);
    }
}
