package io.relmap.session;

import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.oneWay;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.observe.EntityListener;
import io.relmap.testsupport.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "SE-38, UW-137, N4: what is changed while a flush writes is warned of, and left to the next")
class ChangesDuringAFlushTest {

    private final Deque<Runnable> beforeInsert = new ArrayDeque<>();
    private final Deque<Runnable> afterInsert = new ArrayDeque<>();
    private World world;

    private Session begin(Consumer<MappingBuilder> mapping) {
        world = World.of(mapping).with(builder -> builder.listener(new Rows())).open();
        return world.session();
    }

    private final class Rows implements EntityListener {
        @Override
        public void beforeInsert(Object entity) {
            run(beforeInsert);
        }

        @Override
        public void afterInsert(Object entity) {
            run(afterInsert);
        }
    }

    private static void run(Deque<Runnable> once) {
        Runnable next = once.poll();
        if (next != null) {
            next.run();
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName(
            "a member that is added then stays pending, and is inserted by the next flush without its link")
    void aMemberAddedThen() {
        Session session = begin(oneWay(plain()));
        DynamicEntity p = world.newP("p");
        DynamicEntity early = world.newC("early");
        DynamicEntity late = world.newC("late");
        p.list("kids").add(early);
        session.add(p);
        beforeInsert.add(() -> p.list("kids").add(late));
        session.flush();
        assertThat(world.warnings())
                .singleElement()
                .asString()
                .contains("relationship of P", "does not write", "beforeFlush");
        assertThat(state(late)).isEqualTo(PENDING);
        session.commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("early, 1", "late, null");
    }

    @Test
    @DisplayName(
            "where the member has a reference of its own, the next flush writes the link by that")
    void aMemberWithAReference() {
        Session session = begin(lists());
        DynamicEntity p = world.newP("p");
        DynamicEntity late = world.newC("late");
        session.add(p);
        afterInsert.add(() -> p.list("kids").add(late));
        session.commit();
        assertThat(world.warnings()).as("one for each side").hasSize(2);
        assertThat(world.read("select name, p_id from c")).containsExactly("late, 1");
    }

    @Test
    @DisplayName("each flush warns once of an object, whatever an earlier one has said")
    void eachFlushWarns() {
        Session session = begin(oneWay(plain()));
        DynamicEntity p = world.newP("p");
        session.add(p);
        session.commit();
        for (int i = 0; i < 3; i++) {
            boolean fails = i == 1;
            session.add(world.newC("c"));
            beforeInsert.add(
                    () -> {
                        p.list("kids").add(world.newC("late"));
                        p.list("kids").add(world.newC("later"));
                        if (fails) {
                            throw new IllegalStateException("refused");
                        }
                    });
            assertThat(catchThrowable(session::flush) != null).isEqualTo(fails);
            assertThat(world.warnings())
                    .as("flush %s", i)
                    .filteredOn(text -> text.contains("relationship of P"))
                    .hasSize(1);
            session.rollback();
        }
    }

    @Test
    @DisplayName("add and delete then are left to the next flush")
    void addAndDeleteThen() {
        Session session = begin(lists());
        world.rows(0);
        DynamicEntity p2 = world.p(2);
        DynamicEntity n = world.newP("n");
        session.add(world.newP("first"));
        beforeInsert.add(() -> session.add(n));
        afterInsert.add(() -> session.delete(p2));
        session.flush();
        assertThat(world.warnings())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("add is called for P"))
                .anySatisfy(text -> assertThat(text).contains("delete is called for P#2"));
        assertThat(state(n)).isEqualTo(PENDING);
        assertThat(session.deletedObjects()).containsExactly(p2);
        session.commit();
        assertThat(state(n)).isEqualTo(PERSISTENT);
        assertThat(world.read("select name from p order by id"))
                .containsExactly("p1", "first", "n");
    }

    @Test
    @DisplayName("a merge then is warned of, too")
    void aMergeIsWarnedOf() {
        Session session = begin(lists());
        world.rows(0);
        session.add(world.newP("new"));
        beforeInsert.add(() -> session.merge(world.make("P", "id", 1)));
        session.flush();
        assertThat(world.warnings()).anyMatch(warning -> warning.contains("merge is called for P"));
    }

    @Test
    @DisplayName("UW-124: a change to another object stays to be written")
    void aChangeToAnotherObjectStays() {
        Session session = begin(lists());
        changedByAListener(session);

        session.commit();

        assertThat(world.read("select name from p order by id"))
                .containsExactly("by a listener", "p2", "new");
    }

    @Test
    @DisplayName("UW-124: with REFERENCE it is dropped, and warned of")
    void theReferenceDropsIt() {
        world =
                World.of(lists())
                        .with(builder -> builder.listener(new Rows()))
                        .with(builder -> builder.behaviour(Behaviour.REFERENCE))
                        .open();
        Session session = world.session();
        DynamicEntity p1 = changedByAListener(session);

        assertThat(session.dirtyObjects()).isEmpty();
        assertThat(world.warnings())
                .singleElement()
                .asString()
                .contains("listeners have changed", "P#1", "dropped", "beforeFlush");
        assertThat(p1.get("name")).isEqualTo("by a listener");
        session.commit();
        assertThat(world.read("select name from p order by id")).containsExactly("p1", "p2", "new");
    }

    private DynamicEntity changedByAListener(Session session) {
        world.rows(0);
        DynamicEntity p1 = world.p(1);
        session.add(world.newP("new"));
        afterInsert.add(() -> p1.set("name", "by a listener"));
        session.flush();
        return p1;
    }
}
