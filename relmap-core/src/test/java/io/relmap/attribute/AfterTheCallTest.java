package io.relmap.attribute;

import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.named;
import static io.relmap.testsupport.Family.owned;
import static io.relmap.testsupport.Family.parents;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.Family.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.session.Session;
import io.relmap.session.SessionListener;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("AT-26: what a call has put off is done in this call or not at all")
class AfterTheCallTest {

    private World world;
    private boolean refuses;
    private Runnable onAppend = () -> {};

    /** Refuses who is called bad, as long as the test says so. */
    private class Refusing implements AttributeListener {

        @Override
        public Object append(AttributeEvent event, Object element) {
            if (refuses && "bad".equals(((DynamicEntity) element).get("name"))) {
                throw new IllegalStateException("refused");
            }
            return element;
        }

        @Override
        public void remove(AttributeEvent event, Object element) {
            if (refuses && "bad".equals(((DynamicEntity) element).get("name"))) {
                throw new IllegalStateException("refused");
            }
        }

        @Override
        public Moment moment() {
            return Moment.LAST;
        }
    }

    /** Does something once when it is told of an element. */
    private final class Doing implements AttributeListener {

        @Override
        public Object append(AttributeEvent event, Object element) {
            Runnable once = onAppend;
            onAppend = () -> {};
            once.run();
            return element;
        }

        @Override
        public Moment moment() {
            return Moment.LAST;
        }
    }

    /** Two rows of P, of which the first has and owns a row of C. */
    private void begin(Behaviour behaviour) {
        world =
                World.of(lists(owned().andThen(r -> r.listeners(new Refusing())), plain()))
                        .behaviour(behaviour)
                        .open()
                        .rows(1);
    }

    private void refused(Runnable call) {
        refuses = true;
        assertThatIllegalStateException().isThrownBy(call::run);
        refuses = false;
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("AT-46: whom one call has separated, and another has joined, a third leaves alone")
    void theSeparated() {
        world = World.of(lists()).open().rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        p1.list("kids").remove(c1);
        world.session().commit();
        p1.list("kids").add(c1);
        world.session().commit();
        world.p(2).list("kids").add(world.newC("n"));
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("c1, 1", "n, 2");
    }

    @Test
    @DisplayName("AT-46: who left and is back when the call ends was not separated; others were")
    void theSeparatedThatIsBack() {
        world = World.of(lists(r -> r.listeners(new Doing()), plain())).open().rows(1);
        world.sql("insert into c (name, p_id) values ('c2', 2)");
        DynamicEntity p1 = world.p(1);
        DynamicEntity p2 = world.p(2);
        DynamicEntity c1 = world.c(1);
        DynamicEntity c2 = world.c(2);
        world.load(c1, "parent").load(p2, "kids");
        p2.list("kids").add(c2);
        DynamicEntity p = world.newP("p");
        onAppend =
                () -> {
                    c2.set("parent", null);
                    c1.set("parent", p2);
                    c1.set("parent", p1);
                };
        p.list("kids").add(world.newC("n"));
        assertThat(c1.get("parent")).isSameAs(p1);
        assertThat(p2.list("kids")).as("where c2 had been twice").isEmpty();
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("c1, 1", "c2, null");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-43: if strict, a new object that one call moves does not leave the session")
    void theMoved(Behaviour behaviour) {
        List<String> told = new ArrayList<>();
        SessionListener listener =
                new SessionListener() {
                    @Override
                    public void stateChanged(Session session, Object entity, StateChange change) {
                        told.add(change.name());
                    }
                };
        world =
                World.of(lists(owned(), plain()))
                        .behaviour(behaviour)
                        .with(builder -> builder.listener(listener))
                        .open()
                        .rows(0);
        DynamicEntity n = world.newC("n");
        world.p(1).list("kids").add(n);
        DynamicEntity p2 = world.p(2);
        told.clear();
        n.set("parent", p2);
        assertThat(told)
                .isEqualTo(
                        behaviour == Behaviour.STRICT
                                ? List.of()
                                : List.of("PENDING_TO_TRANSIENT", "TRANSIENT_TO_PENDING"));
        assertThat(world.session().contains(n)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-43: a new object that a refused call would have sent out stays in the session")
    void theNewObject(Behaviour behaviour) {
        begin(behaviour);
        List<DynamicEntity> kids = world.p(2).list("kids");
        DynamicEntity n = world.newC("n");
        kids.addAll(List.of(n, world.newC("bad")));
        refused(kids::clear);
        assertThat(kids).contains(n);
        assertThat(world.session().contains(n)).isTrue();
        world.p(1).list("kids").add(world.newC("m"));
        assertThat(world.session().contains(n)).isTrue();
    }

    @Test
    @DisplayName("CO-29: a list that a refused call would have numbered anew keeps its gaps")
    void theNumbers() {
        Table kids =
                reference(
                                named("c")
                                        .column(
                                                ColumnDefinition.of(
                                                        "place", TypeRegistry.integer())),
                                "p_id",
                                "p")
                        .build();
        world =
                World.of(
                                mapping ->
                                        mapping.mapDynamic(
                                                        "P",
                                                        parents(),
                                                        p ->
                                                                p.list(
                                                                        "kids",
                                                                        "C",
                                                                        r ->
                                                                                r.ordered("place")
                                                                                        .listeners(
                                                                                                new Refusing())))
                                                .mapDynamic("C", kids, c -> {}))
                        .open()
                        .rows(0)
                        .sql(
                                "insert into c (name, place, p_id) values ('c1', 5, 1)",
                                "insert into c (name, place, p_id) values ('c2', 7, 1)");
        DynamicEntity p1 = world.p(1);
        world.load(p1, "kids");
        refused(() -> p1.list("kids").addAll(0, List.of(world.newC("n"), world.newC("bad"))));
        world.p(2).list("kids").add(world.newC("n"));
        assertThat(world.c(1).get("place")).isEqualTo(5);
        assertThat(world.c(2).get("place")).isEqualTo(7);
    }

    @Test
    @DisplayName("CA-40, AT-31: whoever stays because a call was refused has its owner still")
    void theOwner() {
        begin(Behaviour.STRICT);
        world.sql("insert into c (name, p_id) values ('bad', 1)");
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        world.load(p1, "kids").load(c1, "parent");
        p1.list("kids").remove(c1);
        p1.list("kids").add(0, c1);
        refused(() -> p1.list("kids").clear());
        c1.set("name", "changed");
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("changed, 1", "bad, 1");
    }

    @Test
    @DisplayName("CA-40, AT-31: whoever had lost its owner has none where a call is refused")
    void theLostOwner() {
        begin(Behaviour.STRICT);
        DynamicEntity c1 = world.c(1);
        world.load(c1, "parent");
        world.p(1).list("kids").remove(c1);
        List<DynamicEntity> others = world.p(2).list("kids");
        refused(() -> others.addAll(List.of(c1, world.newC("bad"))));
        world.session().commit();
        assertThat(world.read("select count(*) from c")).containsExactly("0");
    }
}
