package io.relmap.collection;

import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.testsupport.World;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CO-4, CO-11: a call that names a place of a list")
class PlacesOfAListTest {

    private Runnable onRemove = () -> {};
    private World world;
    private DynamicEntity a;
    private DynamicEntity b;
    private DynamicEntity c;
    private List<DynamicEntity> kids;

    private final class Meddling implements AttributeListener {

        @Override
        public void remove(AttributeEvent event, Object element) {
            Runnable once = onRemove;
            onRemove = () -> {};
            once.run();
        }
    }

    @BeforeEach
    void begin() {
        world = World.of(lists(r -> r.listeners(new Meddling()), plain())).open();
        a = world.newC("a");
        b = world.newC("b");
        c = world.newC("c");
        kids = world.newP("p").list("kids");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("takes the element there out, not another occurrence of it")
    void removesThere() {
        kids.addAll(List.of(a, b, a));
        kids.remove(2);
        assertThat(kids).containsExactly(a, b);
    }

    @Test
    @DisplayName("replaces the element there, not another occurrence of it")
    void replacesThere() {
        kids.addAll(List.of(a, b, a));
        kids.set(2, c);
        assertThat(kids).containsExactly(a, b, c);
    }

    @Test
    @DisplayName("finds its element again where a listener has taken out one before it")
    void findsItsElementAgain() {
        kids.addAll(List.of(a, b));
        onRemove = () -> kids.remove(0);
        kids.remove(1);
        assertThat(kids).isEmpty();
        kids.addAll(List.of(a, b));
        onRemove = () -> kids.remove(0);
        kids.set(1, c);
        assertThat(kids).containsExactly(c);
    }

    @Test
    @DisplayName("does without it where a listener has emptied the list")
    void doesWithoutIt() {
        kids.add(a);
        onRemove = kids::clear;
        kids.remove(0);
        assertThat(kids).isEmpty();
        kids.add(a);
        onRemove = kids::clear;
        kids.set(0, b);
        assertThat(kids).containsExactly(b);
        assertThat(a.get("parent")).isNull();
    }
}
