package io.relmap.attribute;

import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.observe.AttributeValidator;
import io.relmap.testsupport.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What listeners and validators of attributes are told, and what they may change or refuse. */
class AttributeListenerRulesTest {

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
    @DisplayName("AT-23, AT-38: listeners can tell where a change began and by what")
    void whereAChangeBegan() {
        begin(lists(r -> r.listeners(new Noting()), r -> r.listeners(new Noting())));
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("a");
        DynamicEntity b = world.newC("b");
        p.list("kids").add(a);
        assertThat(told())
                .containsExactly(
                        "append kids(p) a APPEND HERE",
                        "set parent(a) p APPEND OTHER_SIDE was null");
        p.list("kids").replaceWith(List.of(b));
        assertThat(told())
                .containsExactly(
                        "bulk kids BULK_REPLACE",
                        "append kids(p) b BULK_REPLACE HERE",
                        "set parent(b) p BULK_REPLACE OTHER_SIDE was null",
                        "remove kids(p) a BULK_REPLACE HERE",
                        "set parent(a) null BULK_REPLACE OTHER_SIDE was p");
        p.list("kids").remove(b);
        assertThat(told())
                .containsExactly(
                        "remove kids(p) b REMOVE HERE",
                        "set parent(b) null REMOVE OTHER_SIDE was p");
    }

    @Test
    @DisplayName("AT-28: a listener may change other attributes")
    void aListenerMayChangeOtherAttributes() {
        begin(
                lists(
                        r ->
                                r.listeners(
                                        new AttributeListener() {
                                            @Override
                                            public Object append(
                                                    AttributeEvent event, Object element) {
                                                ((DynamicEntity) element).set("name", "named");
                                                return element;
                                            }
                                        }),
                        plain()));
        DynamicEntity p = world.newP("p");
        DynamicEntity c = world.newC("c");
        p.list("kids").add(c);
        assertThat(c.get("name")).isEqualTo("named");
        assertThat(c.get("parent")).isSameAs(p);
    }

    @Test
    @DisplayName(
            "AT-25, AT-27: a listener of the mapping may refuse, or take another; both sides follow")
    void aListenerMayRefuseOrReplace() {
        DynamicEntity[] instead = new DynamicEntity[1];
        begin(
                lists(
                        r ->
                                r.listeners(
                                        new AttributeListener() {
                                            @Override
                                            public Object append(
                                                    AttributeEvent event, Object element) {
                                                if ("no"
                                                        .equals(
                                                                ((DynamicEntity) element)
                                                                        .get("name"))) {
                                                    throw new IllegalArgumentException("refused");
                                                }
                                                return instead[0] == null ? element : instead[0];
                                            }

                                            @Override
                                            public void bulkReplace(
                                                    AttributeEvent event, List<Object> elements) {
                                                elements.removeIf(
                                                        e ->
                                                                "skip"
                                                                        .equals(
                                                                                ((DynamicEntity) e)
                                                                                        .get(
                                                                                                "name")));
                                            }
                                        }),
                        plain()));
        DynamicEntity p = world.newP("p");
        DynamicEntity no = world.newC("no");
        assertThatThrownBy(() -> p.list("kids").add(no)).hasMessage("refused");
        assertThatThrownBy(() -> no.set("parent", p)).hasMessage("refused");
        assertThat(p.list("kids")).isEmpty();
        assertThat(no.get("parent")).isNull();
        DynamicEntity skipped = world.newC("skip");
        DynamicEntity kept = world.newC("kept");
        p.list("kids").replaceWith(List.of(skipped, kept));
        assertThat(p.list("kids")).containsExactly(kept);
        assertThat(skipped.get("parent")).isNull();
        p.list("kids").clear();
        instead[0] = kept;
        DynamicEntity asked = world.newC("asked");
        p.list("kids").add(asked);
        assertThat(p.list("kids")).containsExactly(kept);
        assertThat(kept.get("parent")).isSameAs(p);
        assertThat(asked.get("parent")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("AT-25: a veto in a move leaves the element with its old owner")
    void aVetoInAMove(Behaviour behaviour) {
        world =
                World.of(
                                lists(
                                        r ->
                                                r.listeners(
                                                        new AttributeListener() {
                                                            @Override
                                                            public Object append(
                                                                    AttributeEvent event,
                                                                    Object element) {
                                                                if ("p2"
                                                                        .equals(
                                                                                ((DynamicEntity)
                                                                                                event
                                                                                                        .owner())
                                                                                        .get(
                                                                                                "name"))) {
                                                                    throw new IllegalStateException(
                                                                            "full");
                                                                }
                                                                return element;
                                                            }
                                                        }),
                                        plain()))
                        .behaviour(behaviour)
                        .open();
        DynamicEntity p1 = world.newP("p1");
        DynamicEntity p2 = world.newP("p2");
        DynamicEntity c = world.newC("c");
        p1.list("kids").add(c);
        assertThatThrownBy(() -> c.set("parent", p2)).hasMessage("full");
        assertThatThrownBy(() -> p2.list("kids").add(c)).hasMessage("full");
        assertThat(p1.list("kids")).containsExactly(c);
        assertThat(c.get("parent")).isSameAs(p1);
    }

    @Test
    @DisplayName(
            "AT-20, AT-24: a validator looks at what comes in, on both sides, and at each of a whole content once")
    void validators() {
        AttributeValidator notes =
                (event, value) -> {
                    calls.add(event.attribute() + " " + new Noting().name(value));
                    return value;
                };
        begin(lists(r -> r.listeners(notes), r -> r.listeners(notes)));
        DynamicEntity p = world.newP("p");
        DynamicEntity a = world.newC("a");
        DynamicEntity b = world.newC("b");
        p.list("kids").add(a);
        assertThat(told()).containsExactly("kids a", "parent p");
        p.list("kids").replaceWith(List.of(a, b));
        assertThat(told()).containsExactly("kids a", "kids b", "parent p");
        b.set("parent", null);
        assertThat(told()).containsExactly("parent null");
    }

    @Test
    @DisplayName("AT-24, AT-25: a validator may refuse or replace; both sides follow")
    void aValidatorMayRefuseOrReplace() {
        DynamicEntity[] instead = new DynamicEntity[1];
        AttributeValidator rule =
                (event, value) -> {
                    if (value instanceof DynamicEntity c && "no".equals(c.get("name"))) {
                        throw new IllegalArgumentException("refused");
                    }
                    return instead[0] == null ? value : instead[0];
                };
        begin(lists(r -> r.listeners(rule), plain()));
        DynamicEntity p = world.newP("p");
        DynamicEntity no = world.newC("no");
        assertThatThrownBy(() -> no.set("parent", p)).hasMessage("refused");
        assertThatThrownBy(() -> p.list("kids").replaceWith(List.of(world.newC("x"), no)))
                .hasMessage("refused");
        assertThat(p.list("kids")).isEmpty();
        instead[0] = world.newC("instead");
        p.list("kids").add(world.newC("asked"));
        assertThat(p.list("kids")).containsExactly(instead[0]);
        assertThat(instead[0].get("parent")).isSameAs(p);
    }

    @Test
    @DisplayName(
            "AT-20, AT-21, AT-26, W-97: the last listeners see the other side changed; what they throw undoes it")
    void lastListeners() {
        begin(lists(r -> r.listeners(new Late()), plain())).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity a = world.newC("a");
        p1.list("kids").add(a);
        assertThat(told()).containsExactly("0 kids, parent true");
        p1.list("kids").replaceWith(List.of(a));
        assertThat(told()).as("CO-6").containsExactly("bulk kids BULK_REPLACE", "again");
        DynamicEntity no = world.newC("no");
        assertThatThrownBy(() -> p1.list("kids").add(no)).hasMessage("too late");
        assertThat(no.get("parent")).isNull();
        assertThat(world.session().contains(no)).isFalse();
        assertThat(p1.list("kids")).containsExactly(a);
        DynamicEntity other = world.newC("other");
        refused(
                ErrorCode.INVALID_STATE,
                () -> p1.list("kids").add(other),
                "P.kids",
                "AttributeValidator");
        assertThat(other.get("parent")).isNull();
        assertThat(p1.list("kids")).containsExactly(a);
    }

    /** Is told when the other side has changed. */
    private final class Late extends Noting {

        @Override
        public Object append(AttributeEvent event, Object element) {
            DynamicEntity kid = (DynamicEntity) element;
            DynamicEntity owner = (DynamicEntity) event.owner();
            if ("no".equals(kid.get("name"))) {
                throw new IllegalStateException("too late");
            }
            calls.add(owner.list("kids").size() + " kids, parent " + (kid.get("parent") == owner));
            return "other".equals(kid.get("name")) ? world.newC("instead") : element;
        }

        @Override
        public void appendWithoutMutation(AttributeEvent event, Object element) {
            calls.add("again");
        }

        @Override
        public Moment moment() {
            return Moment.LAST;
        }
    }
}
