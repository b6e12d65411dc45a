package io.relmap.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Backref;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.Setting;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.mapping.RelationshipComparator;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.observe.StatementListener;
import io.relmap.query.Load;
import io.relmap.query.RelationshipPath;
import io.relmap.schema.Table;
import io.relmap.session.Session;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What parameters of a mapping do, beside those that the recorded scenarios cover")
class ParameterEffectsTest {

    private final List<String> statements = new ArrayList<>();

    private Relmap family(TestDatabase database, Consumer<RelationshipMapping> children) {
        StatementListener recorder = execution -> statements.add(execution.sql());
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .listener(recorder)
                        .mapping(
                                m ->
                                        m.mapDynamic(
                                                        "Parent",
                                                        Tables.named("parent").build(),
                                                        e -> e.list("children", "Child", children))
                                                .mapDynamic(
                                                        "Child",
                                                        Tables.referring(
                                                                        Tables.named("child"),
                                                                        "parent_id",
                                                                        "parent")
                                                                .build(),
                                                        e -> {}))
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    private static void fill(Relmap relmap) {
        relmap.inTransaction(
                session -> {
                    for (int key = 1; key <= 2; key++) {
                        DynamicEntity parent = relmap.newEntity("Parent");
                        parent.set("id", key);
                        parent.set("name", key == 1 ? "open" : "shut");
                        DynamicEntity child = relmap.newEntity("Child");
                        child.set("id", key);
                        parent.list("children").add(child);
                        session.add(parent);
                    }
                });
    }

    private List<String> selects(String table) {
        return statements.stream()
                .filter(sql -> sql.contains(table) && sql.startsWith("SELECT"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void withoutOmitJoinSelectInLoadingJoinsTheOwner(TestDatabase database) {
        for (boolean omit : new boolean[] {true, false}) {
            Relmap relmap =
                    family(
                            database,
                            r -> {
                                r.lazy(Lazy.SELECT_IN).backref("parent", b -> b.omitJoin(omit));
                                if (!omit) {
                                    r.omitJoin(false);
                                }
                            });
            fill(relmap);
            statements.clear();
            try (Session session = relmap.openSession()) {
                List<Object> parents = session.query("Parent").orderBy("id").list();
                assertThat(((DynamicEntity) parents.get(1)).list("children"))
                        .extracting(child -> child.get("id"))
                        .containsExactly(2);
            }
            assertThat(selects("child")).singleElement().asString().contains("child");
            assertThat(selects("child").get(0).contains("JOIN")).isEqualTo(!omit);
            statements.clear();
            try (Session session = relmap.openSession()) {
                List<Object> children =
                        session.query("Child")
                                .options(Load.selectIn("parent"))
                                .orderBy("id")
                                .list();
                DynamicEntity parent =
                        (DynamicEntity) ((DynamicEntity) children.get(0)).get("parent");
                assertThat(Objects.requireNonNull(parent).get("name")).isEqualTo("open");
            }
            assertThat(selects("parent").stream().anyMatch(sql -> sql.contains("JOIN")))
                    .isEqualTo(!omit);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutBakeQueriesTheSameIsLoaded(TestDatabase database) {
        Relmap relmap = family(database, r -> r.bakeQueries(false).backref("parent"));
        fill(relmap);
        for (int time = 0; time < 2; time++) {
            try (Session session = relmap.openSession()) {
                DynamicEntity parent =
                        (DynamicEntity) Objects.requireNonNull(session.get("Parent", 1));
                assertThat(parent.list("children")).hasSize(1);
            }
        }
    }

    /** Only open parents have anything at all. */
    static final class OnlyOpen implements RelationshipComparator {
        @Override
        public Expression compare(Comparison comparison, Expression builtIn) {
            Table table = comparison.relationship().owner().table();
            Expression open =
                    Binary.eq(
                            new ColumnRef(comparison.owner(), table.column("name"), Set.of()),
                            new Literal("open", table.column("name").type()));
            return comparison.operation() == Operation.ANY
                    ? Logical.and(List.of(builtIn, open))
                    : builtIn;
        }
    }

    @Entity(table = "gate")
    static class Gate {
        @Id @Nullable Integer id;
        @Nullable String name;

        @Relationship(comparator = OnlyOpen.class, backref = "gate")
        final ToList<Guest> guests = ToList.of(this);

        Gate() {}

        Gate(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(table = "guest")
    static class Guest {
        @Id @Nullable Integer id;

        @ForeignKey("gate.id")
        @Nullable Integer gateId;

        Guest() {}

        Guest(int id) {
            this.id = id;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aComparatorHasTheLastWordInQueries(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Gate.class, Guest.class)
                        .build();
        relmap.schema().createAll();
        Gate open = new Gate(1, "open");
        Gate shut = new Gate(2, "shut");
        open.guests.add(new Guest(1));
        shut.guests.add(new Guest(2));
        relmap.inTransaction(session -> session.addAll(List.of(open, shut)));
        RelationshipPath<Gate, Guest> guests =
                RelationshipPath.of(Gate.class, "guests", Guest.class);
        try (Session session = relmap.openSession()) {
            assertThat(session.query(Gate.class).where(guests.any()).list())
                    .extracting(gate -> gate.name)
                    .containsExactly("open");
            assertThat(session.query(Gate.class).where(guests.isNotNull()).list()).hasSize(2);
        }
    }

    /** Refuses number 13, takes nobody twice, and remembers what it was told. */
    static final class Doorkeeper implements AttributeListener {

        static final List<String> TOLD = new ArrayList<>();

        @Override
        public Object append(AttributeEvent event, Object element) {
            Integer number = ((Seat) element).id;
            TOLD.add("append " + number + " " + event.operation() + " " + event.origin());
            if (number != null && number == 13) {
                throw new IllegalArgumentException("no thirteen");
            }
            return element;
        }

        @Override
        public void remove(AttributeEvent event, Object element) {
            TOLD.add("remove " + ((Seat) element).id + " " + event.attribute());
        }

        @Override
        public void bulkReplace(AttributeEvent event, List<Object> elements) {
            elements.removeIf(element -> Integer.valueOf(13).equals(((Seat) element).id));
        }
    }

    /** Puts nothing in the place of a closed hall. */
    static final class OpenHalls implements AttributeListener {
        @Override
        public @Nullable Object set(
                AttributeEvent event, @Nullable Object value, @Nullable Object old) {
            return value instanceof Hall hall && hall.closed ? null : value;
        }

        @Override
        public boolean needsOldValue() {
            return false;
        }
    }

    @Entity
    static class Hall {
        @Id @Nullable Integer id;
        boolean closed;

        @Relationship(backPopulates = "hall", listeners = Doorkeeper.class)
        final ToList<Seat> seats = ToList.of(this);
    }

    @Entity
    static class Seat {
        @Id @Nullable Integer id;

        @ForeignKey("hall.id")
        @Relationship(backPopulates = "seats", listeners = OpenHalls.class)
        final ToOne<Hall> hall = ToOne.of(this);

        Seat() {}

        Seat(int id) {
            this.id = id;
        }
    }

    @Test
    @DisplayName("Listeners of a mapping are told first, and may replace or refuse (AT-20, AT-27)")
    void listenersAreToldBeforeAnythingHappens() {
        Doorkeeper.TOLD.clear();
        Hall hall = new Hall();
        Seat one = new Seat(1);
        Seat two = new Seat(2);
        Seat thirteen = new Seat(13);
        hall.seats.add(one);
        two.hall.set(hall);
        assertThatThrownBy(() -> hall.seats.add(thirteen)).hasMessage("no thirteen");
        assertThatThrownBy(() -> thirteen.hall.set(hall)).hasMessage("no thirteen");
        assertThat(thirteen.hall.get()).as("a veto leaves both sides").isNull();
        hall.seats.remove(one);
        hall.seats.replaceWith(List.of(two, thirteen));
        assertThat(hall.seats).containsExactly(two);
        assertThat(Doorkeeper.TOLD)
                .startsWith(
                        "append 1 APPEND HERE",
                        "append 2 REPLACE OTHER_SIDE",
                        "append 13 APPEND HERE",
                        "append 13 REPLACE OTHER_SIDE",
                        "remove 1 seats");
        Hall closed = new Hall();
        closed.closed = true;
        two.hall.set(closed);
        assertThat(two.hall.get()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void listenersOfEntitiesWithoutAClassSeeWhatIsWritten(TestDatabase database) {
        List<String> seen = new ArrayList<>();
        AttributeListener listener =
                new AttributeListener() {
                    @Override
                    public Object append(AttributeEvent event, Object element) {
                        seen.add(event.attribute() + " " + ((DynamicEntity) element).get("id"));
                        return element;
                    }
                };
        Relmap relmap = family(database, r -> r.listeners(listener).backref("parent"));
        fill(relmap);
        assertThat(seen).containsExactly("children 1", "children 2");
        try (Session session = relmap.openSession()) {
            assertThat(session.query("Child").where("parent.id = 1", Map.of()).count())
                    .isEqualTo(1);
        }
    }

    @Entity(table = "tree")
    static class Tree {
        @Id @Nullable Integer id;

        @Relationship(
                backref = "tree",
                backrefArguments =
                        @Backref(
                                primaryJoin = "Tree.id = Leaf.treeId",
                                viewOnly = Setting.ON,
                                lazy = Lazy.JOINED))
        final ToList<Leaf> leaves = ToList.of(this);
    }

    @Entity(table = "leaf")
    static class Leaf {
        @Id @Nullable Integer id;

        @ForeignKey("tree.id")
        @Nullable Integer treeId;

        Leaf() {}

        Leaf(int id) {
            this.id = id;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "Arguments of a backref by annotation: a read-only way back that is joined (RC-103)")
    void argumentsOfAnAnnotatedBackref(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Tree.class, Leaf.class)
                        .build();
        relmap.schema().createAll();
        Tree tree = new Tree();
        tree.id = 1;
        Leaf leaf = new Leaf(1);
        tree.leaves.add(leaf);
        assertThat(Inspect.of(leaf).attribute("tree").get()).as("nothing is carried").isNull();
        relmap.inTransaction(session -> session.add(tree));
        try (Session session = relmap.openSession()) {
            Leaf found = session.query(Leaf.class).one();
            assertThat(Inspect.of(found).attribute("tree").isLoaded()).as("joined").isTrue();
            assertThat(Inspect.of(found).attribute("tree").get())
                    .isSameAs(session.get(Tree.class, 1));
        }
    }
}
