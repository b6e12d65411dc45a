package io.relmap.collection;

import static io.relmap.testsupport.Family.named;
import static io.relmap.testsupport.Family.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.schema.Table;
import io.relmap.testsupport.World;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CO-22, CO-23: a map over an association table, and the lists on its other side")
class LinkedMapTest {

    private World world;
    private DynamicEntity l;
    private DynamicEntity r1;
    private DynamicEntity r2;

    private void begin(Behaviour behaviour) {
        Table links = reference(reference(Table.named("lr"), "l_id", "l"), "r_id", "r").build();
        world =
                World.of(
                                mapping ->
                                        mapping.mapDynamic(
                                                        "L",
                                                        named("l").build(),
                                                        l ->
                                                                l.map(
                                                                        "rs",
                                                                        "R",
                                                                        rs ->
                                                                                rs.key("name")
                                                                                        .secondary(
                                                                                                "lr")
                                                                                        .backPopulates(
                                                                                                "ls")))
                                                .mapDynamic(
                                                        "R",
                                                        named("r").build(),
                                                        r ->
                                                                r.list(
                                                                        "ls",
                                                                        "L",
                                                                        ls ->
                                                                                ls.secondary("lr")
                                                                                        .backPopulates(
                                                                                                "rs")))
                                                .table(links))
                        .behaviour(behaviour)
                        .open();
        l = world.make("L", "name", "l");
        r1 = world.make("R", "name", "k");
        r2 = world.make("R", "name", "k");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("who comes through the other side displaces who has the key, on both sides")
    void throughTheOtherSide(Behaviour behaviour) {
        begin(behaviour);
        r1.list("ls").add(l);
        r2.list("ls").add(l);
        assertThat(l.map("rs")).isEqualTo(Map.of("k", r2));
        assertThat(r1.list("ls")).isEmpty();
        assertThat(r2.list("ls")).containsExactly(l);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("who is put there displaces as well")
    void putThere(Behaviour behaviour) {
        begin(behaviour);
        l.map("rs").put("k", r1);
        l.map("rs").put("k", r2);
        assertThat(l.map("rs")).isEqualTo(Map.of("k", r2));
        assertThat(r1.list("ls")).isEmpty();
        assertThat(r2.list("ls")).containsExactly(l);
    }
}
