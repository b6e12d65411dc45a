package io.relmap.attribute;

import static io.relmap.mapping.Content.QUERY;
import static io.relmap.mapping.Content.REFERENCE;
import static io.relmap.testsupport.Family.links;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToOne;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.observe.AttributeValidator;
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

/** The steps of an assignment, what listeners are told of it, and what waits until a collection is loaded. */
class AssignmentAndQueueTest {

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

    // Assignment -------------------------------------------------------------------------------

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

    // One-to-one -------------------------------------------------------------------------------

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

    // Queues -----------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "AT-60 to AT-62, W-18: writes send no SQL; the queue shows in history and is applied at load")
    void theQueue() {
        begin(lists()).rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity c1 = world.c(1);
        DynamicEntity c2 = world.c(2);
        DynamicEntity c3 = world.newC("c3");
        c3.set("parent", p1);
        c1.set("parent", p2);
        assertThat(world.sent()).isEmpty();
        assertThat(world.history(p1, "kids")).isEqualTo("c3|-|c1");
        assertThat(Inspect.of(p1).attribute("kids").history().isKnown()).isFalse();
        assertThat(p1.list("kids")).containsExactly(c2, c3);
        assertThat(world.sent()).containsExactly("SELECT c");
        assertThat(world.history(p1, "kids")).isEqualTo("c3|c2|c1");
    }

    @Test
    @DisplayName("AT-63, W-19: with autoflush the queue is flushed before the SELECT")
    void theQueueWithAutoflush() {
        world = World.of(lists()).autoflush().open();
        world.rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity n = world.newC("n");
        n.set("parent", p1);
        assertThat(p1.list("kids")).containsExactly(n);
        assertThat(world.sent()).containsExactly("INSERT c", "SELECT c");
        assertThat(world.history(p1, "kids")).isEqualTo("-|n|-");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "AT-63, AT-46, W-20: what is queued and among the rows too is there twice, unless strict")
    void queuedAndAmongTheRows(Behaviour behaviour) {
        world = World.of(links(plain(), plain())).behaviour(behaviour).open();
        world.sql(
                "insert into l (name) values ('l')",
                "insert into r (name) values ('r')",
                "insert into lr (l_id, r_id) values (1, 1)");
        DynamicEntity l = world.get("L", 1);
        DynamicEntity r = world.get("R", 1);
        world.load(r, "ls");
        r.list("ls").add(l);
        assertThat(l.list("rs")).hasSize(behaviour == Behaviour.STRICT ? 1 : 2);
        world.session().commit();
        assertThat(l.list("rs")).containsExactly(r);
    }

    @Test
    @DisplayName(
            "AT-64: expiry and refresh drop the queue; the element's own reference is still written")
    void expiryDropsTheQueue() {
        begin(lists()).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity n = world.newC("n");
        n.set("parent", p1);
        world.session().expire(p1);
        assertThat(p1.list("kids")).isEmpty();
        world.session().refresh(p1);
        assertThat(n.get("parent")).isSameAs(p1);
        DynamicEntity m = world.newC("m");
        m.set("parent", p2);
        world.session().refresh(p2);
        assertThat(p2.list("kids")).isEmpty();
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("n, 1", "m, 2");
        assertThat(p1.list("kids")).containsExactly(n);
    }

    @Test
    @DisplayName("AT-64: a flush drops the queue; a later load sees the rows")
    void aFlushDropsTheQueue() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity n = world.newC("n");
        n.set("parent", p1);
        world.session().flush();
        assertThat(isLoaded(p1, "kids")).isFalse();
        assertThat(world.history(p1, "kids")).isEqualTo("-|-|-");
        assertThat(p1.list("kids")).containsExactly(world.c(1), n);
    }

    @Test
    @DisplayName(
            "AT-65: replacing what is not loaded loads it; a pending owner has nothing to load")
    void replacingWhatIsNotLoaded() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity n = world.newC("n");
        p1.list("kids").replaceWith(List.of(n));
        assertThat(world.sent()).containsExactly("SELECT c");
        assertThat(world.history(p1, "kids")).isEqualTo("n|-|c1");
        DynamicEntity fresh = world.newP("fresh");
        world.session().add(fresh);
        fresh.list("kids").replaceWith(List.of(world.newC("m")));
        assertThat(world.sent()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("AT-61, CA-60: the flush sees what is queued for a collection that is not loaded")
    void theFlushSeesTheQueue(Behaviour behaviour) {
        world = World.of(lists(r -> r.cascadeBackrefs(false), plain())).behaviour(behaviour).open();
        world.rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity n = world.newC("n");
        n.set("parent", p1);
        p1.set("name", "edited");
        if (behaviour == Behaviour.STRICT) {
            refused(
                    ErrorCode.NOT_IN_SESSION_AT_FLUSH,
                    () -> world.session().flush(),
                    "P.kids",
                    "C",
                    "session");
        } else {
            world.session().flush();
            assertThat(world.warnings()).singleElement().asString().contains("P.kids", "C");
        }
    }

    @Test
    @DisplayName(
            "AT-60, CO-24: backrefs onto what is not loaded: a reference with active history is fetched")
    void ontoAReferenceWithActiveHistory() {
        begin(lists(plain(), r -> r.activeHistory())).rows(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity p2 = world.p(2);
        world.load(p2, "kids");
        p2.list("kids").add(c1);
        assertThat(world.sent()).containsExactly("SELECT p");
        assertThat(world.history(c1, "parent")).isEqualTo("p2|-|p1");
    }

    @Test
    @DisplayName("AT-60: raise loaders do not object to what is queued")
    void raiseLoadersDoNotObject() {
        begin(lists(r -> r.lazy(Lazy.RAISE), plain())).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity n = world.newC("n");
        n.set("parent", p1);
        assertThat(world.history(p1, "kids")).isEqualTo("n|-|-");
        refused(ErrorCode.LOAD_REFUSED, () -> p1.list("kids").size(), "P.kids", "P#1", "selectIn");
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("c1, 1", "n, 1");
    }

    @Test
    @DisplayName(
            "AT-60, CO-30: a collection that is never loaded whole notes it down, and never loads")
    void ontoAQueryCollection() {
        begin(pair(QUERY, r -> r.lazy(Lazy.DYNAMIC), plain())).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity n = world.newC("n");
        n.set("parent", p1);
        c1.set("parent", null);
        assertThat(world.sent()).isEmpty();
        assertThat(world.history(p1, "kids")).isEqualTo("n|-|c1");
        world.session().flush();
        assertThat(p1.query("kids").list()).containsExactly(n);
    }
}
