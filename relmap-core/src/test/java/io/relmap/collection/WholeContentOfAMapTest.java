package io.relmap.collection;

import static io.relmap.mapping.Content.MAP;
import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CO-8, CO-25: members that a map keeps when its whole content is assigned")
class WholeContentOfAMapTest {

    private World world;
    private DynamicEntity p;
    private DynamicEntity a;

    private void begin(Behaviour behaviour) {
        world =
                World.of(pair(MAP, r -> r.key("name").ignoreUnpopulatedKey(), plain()))
                        .behaviour(behaviour)
                        .open();
        p = world.newP("p");
        a = world.newC("a");
        p.set("kids", List.of(a));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("stay, under the keys that they have now")
    void stay(Behaviour behaviour) {
        begin(behaviour);
        DynamicEntity b = world.newC("b");
        a.set("name", "renamed");
        p.set("kids", List.of(a, b));
        assertThat(p.map("kids")).isEqualTo(Map.of("renamed", a, "b", b));
        assertThat(a.get("parent")).isSameAs(p);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("given twice they are there once, and keep their owner")
    void givenTwice(Behaviour behaviour) {
        begin(behaviour);
        p.set("kids", List.of(a, a));
        assertThat(p.map("kids")).isEqualTo(Map.of("a", a));
        assertThat(a.get("parent")).isSameAs(p);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("AT-45, AT-46: take their key from one that came before them in the same call")
    void takeTheirKey(Behaviour behaviour) {
        begin(behaviour);
        DynamicEntity b = world.newC("a");
        p.set("kids", List.of(b, a));
        assertThat(p.map("kids")).isEqualTo(Map.of("a", a));
        assertThat(a.get("parent")).isSameAs(p);
        assertThat(b.get("parent")).isEqualTo(behaviour == Behaviour.STRICT ? null : p);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CO-26: stay out where they have lost their key and the map ignores such")
    void withoutKey(Behaviour behaviour) {
        begin(behaviour);
        a.set("name", null);
        p.set("kids", List.of(a));
        assertThat(p.map("kids")).isEmpty();
    }
}
