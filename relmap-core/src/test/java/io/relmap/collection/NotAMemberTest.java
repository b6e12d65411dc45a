package io.relmap.collection;

import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.Content;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.testsupport.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("AT-40: a reference is cleared to an owner whose collection does not have the object")
class NotAMemberTest {

    private final List<Object> removed = new ArrayList<>();
    private World world;

    private final class Counting implements AttributeListener {

        @Override
        public void remove(AttributeEvent event, Object element) {
            removed.add(element);
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(Content.LIST, Content.SET, Content.MAP)
                .flatMap(
                        content ->
                                Arrays.stream(Behaviour.values())
                                        .map(behaviour -> Arguments.of(content, behaviour)));
    }

    private DynamicEntity begin(Content content, Behaviour behaviour) {
        world =
                World.of(pair(content, r -> r.listeners(new Counting()), plain()))
                        .behaviour(behaviour)
                        .open();
        return world.newC("c");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void clear(DynamicEntity c, DynamicEntity owner) {
        Inspect.of(c).attribute("parent").setCommitted(owner);
        c.set("parent", null);
        assertThat(c.get("parent")).isNull();
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("it is told of in any case if strict; the reference tells lists alone")
    void whoIsTold(Content content, Behaviour behaviour) {
        DynamicEntity c = begin(content, behaviour);
        int told = content == Content.LIST || behaviour == Behaviour.STRICT ? 1 : 0;
        DynamicEntity p = world.newP("p");
        p.set("kids", List.of());
        clear(c, p);
        assertThat(removed).hasSize(told);
        removed.clear();
        clear(c, world.newP("untouched"));
        assertThat(removed).hasSize(told);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("one that it has goes out, and is told of once")
    void aMember(Content content, Behaviour behaviour) {
        DynamicEntity c = begin(content, behaviour);
        DynamicEntity p = world.newP("p");
        c.set("parent", p);
        c.set("parent", null);
        assertThat(removed).containsExactly(c);
        p.set("kids", List.of(c));
        assertThat(removed).as("nobody was left inside").containsExactly(c);
    }
}
