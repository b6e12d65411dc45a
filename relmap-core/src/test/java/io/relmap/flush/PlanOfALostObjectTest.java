package io.relmap.flush;

import static io.relmap.testsupport.Family.named;
import static io.relmap.testsupport.Family.owned;
import static io.relmap.testsupport.Family.parents;
import static io.relmap.testsupport.Family.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.ObjectState;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.testsupport.World;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "UW-146, CA-42: a new object that the flush puts out because one of two owners has lost it")
class PlanOfALostObjectTest {

    private final World world =
            World.of(
                            mapping ->
                                    mapping.mapDynamic(
                                                    "P",
                                                    parents(),
                                                    p -> p.list("kids", "C", owned()))
                                            .mapDynamic(
                                                    "Q",
                                                    named("q").build(),
                                                    q -> q.list("items", "C", owned()))
                                            .mapDynamic(
                                                    "C",
                                                    reference(
                                                                    reference(
                                                                            named("c"),
                                                                            "p_id",
                                                                            "p"),
                                                                    "q_id",
                                                                    "q")
                                                            .build(),
                                                    c -> {}))
                    .behaviour(Behaviour.REFERENCE)
                    .open();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("is not in the plan, and stays in the session until the flush")
    void isNotInThePlan() {
        DynamicEntity p = world.newP("p");
        DynamicEntity n = world.newC("n");
        List<DynamicEntity> kids = p.list("kids");
        kids.add(n);
        kids.remove(n);
        kids.add(n);
        world.session().add(p);
        assertThat(world.session().flushPlan().describe())
                .contains("save P")
                .doesNotContain("save C");
        assertThat(World.state(n)).isEqualTo(ObjectState.PENDING);
        world.session().commit();
        assertThat(World.state(n)).isEqualTo(ObjectState.TRANSIENT);
        assertThat(world.read("select name from c")).isEmpty();
    }
}
