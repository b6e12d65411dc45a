package io.relmap.attribute;

import static io.relmap.mapping.Content.REFERENCE;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.isLoaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.relmap.Inspect;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToOne;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.testsupport.World;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps of an assignment, and who displaces whom. */
class AssignmentRulesTest {

    private final List<String> calls = new ArrayList<>();
    private World world;

    private World begin(Consumer<MappingBuilder> mapping) {
        world = World.of(mapping).open();
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** Writes down what it is told. */
    private class Noting implements AttributeListener {

        @Override
        public Object append(AttributeEvent event, Object element) {
            note("append", event, element);
            return element;
        }

        @Override
        public void remove(AttributeEvent event, Object element) {
            note("remove", event, element);
        }

        @Override
        public @Nullable Object set(
                AttributeEvent event, @Nullable Object value, @Nullable Object old) {
            note("set", event, value);
            calls.set(calls.size() - 1, last() + " was " + name(old));
            return value;
        }

        @Override
        public void bulkReplace(AttributeEvent event, List<Object> elements) {
            calls.add("bulk " + event.attribute() + " " + event.operation());
        }

        @Override
        public boolean needsOldValue() {
            return false;
        }

        private String last() {
            return calls.get(calls.size() - 1);
        }

        private void note(String what, AttributeEvent event, @Nullable Object value) {
            calls.add(
                    what
                            + " "
                            + event.attribute()
                            + "("
                            + name(event.owner())
                            + ") "
                            + name(value)
                            + " "
                            + event.operation()
                            + " "
                            + event.origin());
        }

        final String name(@Nullable Object value) {
            return value instanceof DynamicEntity entity
                    ? String.valueOf(entity.get("name"))
                    : String.valueOf(value);
        }
    }

    private List<String> told() {
        List<String> copy = List.copyOf(calls);
        calls.clear();
        return copy;
    }

    @Test
    @DisplayName(
            "AT-14, AT-42: a move by the reference: told, taken out of the old, put into the new, stored")
    void aMoveByTheReference() {
        begin(lists(r -> r.listeners(new Noting()), r -> r.listeners(new Noting())));
        DynamicEntity p1 = world.newP("p1");
        DynamicEntity p2 = world.newP("p2");
        DynamicEntity c = world.newC("c");
        c.set("parent", p1);
        assertThat(told())
                .containsExactly(
                        "set parent(c) p1 REPLACE HERE was null",
                        "append kids(p1) c REPLACE OTHER_SIDE");
        c.set("parent", p2);
        assertThat(told())
                .containsExactly(
                        "set parent(c) p2 REPLACE HERE was p1",
                        "remove kids(p1) c REPLACE OTHER_SIDE",
                        "append kids(p2) c REPLACE OTHER_SIDE");
    }

    @Test
    @DisplayName("AT-15: the value that it has again: told, with no consequence and no history")
    void theSameValueAgain() {
        begin(lists(r -> r.listeners(new Noting()), r -> r.listeners(new Noting()))).rows(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity p1 = world.p(1);
        world.load(c1, "parent");
        c1.set("parent", p1);
        assertThat(told()).containsExactly("set parent(c1) p1 REPLACE HERE was p1");
        assertThat(world.history(c1, "parent")).isEqualTo("-|p1|-");
        assertThat(isLoaded(p1, "kids")).isFalse();
        assertThat(Inspect.of(p1).attribute("kids").history().hasChanges()).isFalse();
        world.session().flush();
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName(
            "AT-16, W-24: the old value comes from the session, else it is not known; never by SQL")
    void theOldValueWithoutSql() {
        begin(lists()).rows(2);
        DynamicEntity c1 = world.c(1);
        DynamicEntity c2 = world.c(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        c1.set("parent", p2);
        assertThat(world.history(c1, "parent")).isEqualTo("p2|-|p1");
        world.session().expunge(p1);
        c2.set("parent", p2);
        assertThat(world.history(c2, "parent")).isEqualTo("p2|-|-");
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName("AT-17, W-25: active history fetches it; so does a listener that needs it")
    void activeHistory() {
        begin(lists(plain(), r -> r.activeHistory())).rows(1);
        DynamicEntity c1 = world.c(1);
        world.session().expunge(world.p(1));
        DynamicEntity p2 = world.p(2);
        c1.set("parent", p2);
        assertThat(world.sent()).containsExactly("SELECT p");
        assertThat(world.history(c1, "parent")).isEqualTo("p2|-|p1");
        world.close();

        begin(lists(plain(), r -> r.listeners(new AttributeListener() {}))).rows(1);
        DynamicEntity other = world.c(1);
        other.set("parent", null);
        assertThat(world.sent()).containsExactly("SELECT p");
        assertThat(world.history(other, "parent")).isEqualTo("null|-|p1");
    }

    @Test
    @DisplayName("AT-19: a reference is cleared by set(null); there is no unset")
    void thereIsNoUnset() {
        begin(lists()).rows(1);
        assertThat(Arrays.stream(ToOne.class.getMethods()).map(Method::getName))
                .doesNotContain("unset");
        DynamicEntity c1 = world.c(1);
        c1.reference("parent").set(null);
        world.session().commit();
        assertThat(world.read("select p_id from c")).containsExactly("null");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("AT-44, AT-46, W-11, W-12: who displaces whom in a one-to-one, in both behaviours")
    void displacement(Behaviour behaviour) {
        world = World.of(pair(REFERENCE, plain(), plain())).behaviour(behaviour).open();
        boolean strict = behaviour == Behaviour.STRICT;
        DynamicEntity p1 = world.newP("p1");
        DynamicEntity p2 = world.newP("p2");
        DynamicEntity c = world.newC("c");
        p1.set("kid", c);
        p2.set("kid", c);
        assertThat(c.get("parent")).isSameAs(p2);
        assertThat(p2.get("kid")).isSameAs(c);
        assertThat(p1.get("kid")).isEqualTo(strict ? null : c);

        DynamicEntity p = world.newP("p");
        DynamicEntity c1 = world.newC("c1");
        DynamicEntity c2 = world.newC("c2");
        c1.set("parent", p);
        c2.set("parent", p);
        assertThat(p.get("kid")).isSameAs(c2);
        assertThat(c2.get("parent")).isSameAs(p);
        assertThat(c1.get("parent")).isEqualTo(strict ? null : p);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("AT-44, AT-46, W-121, W-122: what rows come of it")
    void displacementInTheDatabase(Behaviour behaviour) {
        world = World.of(pair(REFERENCE, plain(), plain())).behaviour(behaviour).open();
        boolean strict = behaviour == Behaviour.STRICT;
        DynamicEntity p = world.newP("p");
        DynamicEntity c1 = world.newC("c1");
        DynamicEntity c2 = world.newC("c2");
        c1.set("parent", p);
        c2.set("parent", p);
        world.session().addAll(List.of(p, c1, c2));
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by name"))
                .containsExactly(strict ? "c1, null" : "c1, 1", "c2, 1");
        world.sql(
                "update c set p_id = null where name = 'c2'",
                "update c set p_id = 1 where name = 'c1'");
        world.anew();
        DynamicEntity parent = world.p(1);
        DynamicEntity first = (DynamicEntity) parent.get("kid");
        world.load(first, "parent");
        DynamicEntity second = first == world.c(1) ? world.c(2) : world.c(1);
        second.set("parent", parent);
        assertThat(first.get("parent")).isEqualTo(strict ? null : parent);
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by name"))
                .containsExactly("c1, null", "c2, 1");
        assertThat(first.get("parent")).isNull();
    }

    @Test
    @DisplayName("CO-10: what is no object of the target is refused by name of the relationship")
    void anotherTypeIsRefused() {
        begin(lists()).rows(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity other = world.newC("other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> c1.set("parent", other))
                .withMessageContaining("C.parent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> world.p(1).list("kids").replaceWith(List.of(c1, world.p(2))))
                .withMessageContaining("P.kids");
        assertThat(c1.get("parent")).isSameAs(world.p(1));
    }

    @Test
    @DisplayName("AT-17: a listener that does not need the old value takes no SQL")
    void aListenerThatNeedsNoOldValue() {
        begin(
                        lists(
                                plain(),
                                r ->
                                        r.listeners(
                                                new AttributeListener() {
                                                    @Override
                                                    public boolean needsOldValue() {
                                                        return false;
                                                    }
                                                })))
                .rows(1);
        DynamicEntity c1 = world.c(1);
        c1.set("parent", world.p(2));
        assertThat(world.sent()).isEmpty();
    }
}
