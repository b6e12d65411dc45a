package io.relmap.attribute;

import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relmap.AttributeHistory;
import io.relmap.Inspect;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Lazy;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.Content;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.session.Session;
import io.relmap.testsupport.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls that fail after they have changed several objects. One listener, told last, refuses that an element named
 * "bad" comes in anywhere, that one named "stuck" goes out, and that one named "late" gets another owner.
 */
@DisplayName(
        "AT-26: a call that fails leaves all objects, their histories and the session as they were")
class TakenBackTest {

    private World world;
    private DynamicEntity p1;
    private DynamicEntity p2;
    private DynamicEntity c1;
    private DynamicEntity stuck;
    private DynamicEntity bad;
    private DynamicEntity late;
    private DynamicEntity n;

    private enum Start {
        LOADED,
        ABSENT,
        DETACHED
    }

    private enum Call {
        ADD_ALL,
        REPLACE_BY_OTHERS,
        REPLACE_BY_LESS,
        REMOVE_ALL,
        CLEAR,
        MOVE,
        MOVE_REFUSED_LATE,
        TAKE_OVER,
        AT_PLACES,
        UNDER_KEYS;

        private boolean fits(Content content) {
            return switch (this) {
                case AT_PLACES -> content == Content.LIST;
                case UNDER_KEYS -> content == Content.MAP;
                default -> true;
            };
        }
    }

    private static final class Refusing implements AttributeListener {

        @Override
        public Object append(AttributeEvent event, Object element) {
            refuse("bad", element);
            return element;
        }

        @Override
        public void remove(AttributeEvent event, Object element) {
            refuse("stuck", element);
        }

        @Override
        public @Nullable Object set(
                AttributeEvent event, @Nullable Object value, @Nullable Object old) {
            refuse("late", event.owner());
            return value;
        }

        private static void refuse(String name, Object element) {
            if (name.equals(nameOf(element))) {
                throw new IllegalStateException("refused");
            }
        }

        @Override
        public Moment moment() {
            return Moment.LAST;
        }

        @Override
        public boolean needsOldValue() {
            return false;
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(Content.LIST, Content.SET, Content.MAP, Content.QUERY)
                .flatMap(
                        content ->
                                Arrays.stream(Start.values())
                                        .filter(
                                                start ->
                                                        content != Content.QUERY
                                                                || start == Start.ABSENT)
                                        .flatMap(
                                                start ->
                                                        Arrays.stream(Call.values())
                                                                .filter(call -> call.fits(content))
                                                                .map(
                                                                        call ->
                                                                                Arguments.of(
                                                                                        content,
                                                                                        start,
                                                                                        call))))
                .flatMap(
                        given ->
                                Arrays.stream(Behaviour.values())
                                        .map(
                                                behaviour -> {
                                                    List<Object> all =
                                                            new ArrayList<>(List.of(given.get()));
                                                    all.add(behaviour);
                                                    return Arguments.of(all.toArray());
                                                }));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everythingIsAsItWas(Content content, Start start, Call call, Behaviour behaviour) {
        world =
                World.of(
                                pair(
                                        content,
                                        r ->
                                                r.cascade(Cascade.ALL, Cascade.DELETE_ORPHAN)
                                                        .lazy(
                                                                content == Content.QUERY
                                                                        ? Lazy.DYNAMIC
                                                                        : Lazy.SELECT)
                                                        .listeners(new Refusing()),
                                        r -> r.listeners(new Refusing())))
                        .behaviour(behaviour)
                        .open();
        begin(content, start);
        String before = everything(content, start);
        for (int time = 1; time <= 2; time++) { // what is left of the first would meet the second
            assertThatIllegalStateException()
                    .isThrownBy(() -> run(content, call))
                    .withMessage("refused");
            assertThat(everything(content, start)).as("time " + time).isEqualTo(before);
        }
        world.sent();
        world.session().addAll(List.of(p1, p2, c1, stuck, bad, late));
        world.session().flush();
        assertThat(world.sent()).as("written").isEmpty();
        List.of(c1, stuck, bad, late).forEach(c -> c.set("name", nameOf(c) + "!"));
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .as("nobody is an orphan")
                .containsExactly("c1!, 1", "stuck!, 1", "bad!, 1", "late!, 1");
    }

    private void begin(Content content, Start start) {
        world.rows(1);
        world.sql(
                "insert into c (name, p_id) values ('stuck', 1)",
                "insert into c (name, p_id) values ('bad', 1)",
                "insert into c (name, p_id) values ('late', 1)");
        p1 = world.p(1);
        p2 = world.p(2);
        c1 = world.c(1);
        stuck = world.c(2);
        bad = world.c(3);
        late = world.c(4);
        n = world.newC("n");
        if (start != Start.ABSENT) {
            List.of(c1, stuck, bad, late).forEach(c -> world.load(c, "parent"));
            world.load(p1, "kids").load(p2, "kids");
        }
        if (start == Start.DETACHED) {
            world.anew();
        }
        if (content == Content.MAP && start == Start.ABSENT) {
            world.load(p1, "kids"); // a key is needed to take an element out of what is not loaded
        }
    }

    private void run(Content content, Call call) {
        switch (call) {
            case ADD_ALL -> addAll(content, p2, List.of(c1, n, bad));
            case REPLACE_BY_OTHERS -> replaceWith(content, p2, List.of(c1, n, bad));
            case REPLACE_BY_LESS -> replaceWith(content, p1, List.of(n, bad));
            case REMOVE_ALL -> removeAll(content, p1, List.of(c1, stuck));
            case CLEAR -> clear(content, p1);
            case MOVE -> bad.set("parent", p2);
            case MOVE_REFUSED_LATE -> late.set("parent", p2);
            case TAKE_OVER -> add(content, p2, bad);
            case AT_PLACES ->
                    p1.list("kids").replaceAll(c -> c == c1 ? n : c == stuck ? world.newC("x") : c);
            case UNDER_KEYS ->
                    p1.map("kids")
                            .replaceAll((key, c) -> c == c1 ? n : c == stuck ? world.newC("x") : c);
        }
    }

    private static void add(Content content, DynamicEntity p, DynamicEntity element) {
        switch (content) {
            case LIST -> p.list("kids").add(element);
            case SET -> p.set("kids").add(element);
            case MAP -> p.map("kids").add(element);
            default -> p.query("kids").add(element);
        }
    }

    private static void addAll(Content content, DynamicEntity p, List<DynamicEntity> elements) {
        switch (content) {
            case LIST -> p.list("kids").addAll(elements);
            case SET -> p.set("kids").addAll(elements);
            case MAP -> {
                java.util.Map<Object, DynamicEntity> entries = new java.util.LinkedHashMap<>();
                elements.forEach(e -> entries.put(nameOf(e), e));
                p.map("kids").putAll(entries);
            }
            default -> p.query("kids").addAll(elements);
        }
    }

    private static void replaceWith(
            Content content, DynamicEntity p, List<DynamicEntity> elements) {
        switch (content) {
            case LIST -> p.list("kids").replaceWith(elements);
            case SET -> p.set("kids").replaceWith(elements);
            case MAP -> p.map("kids").replaceWith(elements);
            default -> p.query("kids").replaceWith(elements);
        }
    }

    private static void removeAll(Content content, DynamicEntity p, List<DynamicEntity> elements) {
        switch (content) {
            case LIST -> p.list("kids").removeAll(elements);
            case SET -> p.set("kids").removeAll(elements);
            case MAP -> p.map("kids").values().removeAll(elements);
            default -> p.query("kids").removeAll(elements);
        }
    }

    private static void clear(Content content, DynamicEntity p) {
        switch (content) {
            case LIST -> p.list("kids").clear();
            case SET -> p.set("kids").clear();
            case MAP -> p.map("kids").clear();
            default -> p.query("kids").replaceWith(List.of());
        }
    }

    /** What a program can see of changes, and what is loaded where that was all from the beginning. */
    private String everything(Content content, Start start) {
        List<String> lines = new ArrayList<>();
        for (DynamicEntity p : List.of(p1, p2)) {
            lines.add(
                    nameOf(p)
                            + (start == Start.ABSENT ? "" : " holds " + contentOf(p, content))
                            + changesOf(p, "kids"));
        }
        for (DynamicEntity c : List.of(c1, stuck, bad, late, n)) {
            lines.add(
                    nameOf(c)
                            + " is "
                            + state(c)
                            + (start == Start.ABSENT ? "" : " of " + nameOf(c.get("parent")))
                            + changesOf(c, "parent"));
        }
        Session session = world.session();
        lines.add("new " + namesOf(session.newObjects()));
        lines.add("dirty " + namesOf(session.dirtyObjects()));
        lines.add("all " + namesOf(session.objects()));
        return String.join("\n", lines);
    }

    private static String changesOf(DynamicEntity owner, String attribute) {
        AttributeHistory history = Inspect.of(owner).attribute(attribute).history();
        return ", added " + namesOf(history.added()) + ", deleted " + namesOf(history.deleted());
    }

    private static String contentOf(DynamicEntity p, Content content) {
        return switch (content) {
            case LIST -> namesOf(p.list("kids"));
            // what comes back into a set or a map comes in last: only the members are the same
            case SET -> sorted(p.set("kids").stream().map(TakenBackTest::nameOf));
            case MAP ->
                    sorted(
                            p.map("kids").entrySet().stream()
                                    .map(entry -> entry.getKey() + "=" + nameOf(entry.getValue())));
            default -> "?";
        };
    }

    private static String sorted(Stream<String> texts) {
        return texts.sorted().toList().toString();
    }

    private static String namesOf(Collection<?> objects) {
        return objects.stream().map(TakenBackTest::nameOf).toList().toString();
    }

    private static String nameOf(@Nullable Object entity) {
        return Objects.toString(
                entity == null ? null : Inspect.of(entity).attribute("name").loadedValue());
    }

    @AfterEach
    void close() {
        world.close();
    }
}
