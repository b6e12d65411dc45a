package io.relmap.session;

import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.owned;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.ObjectState;
import io.relmap.error.ObjectDeletedException;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.Content;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.testsupport.Family;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Recorded programs show these points of {@link Behaviour#REFERENCE}; each beside what the default does. */
class RecordedHabitsTest {

    private World world;

    private World begin(Consumer<MappingBuilder> mapping, Behaviour behaviour) {
        if (world != null) {
            world.close();
        }
        world = World.of(mapping).behaviour(behaviour).autoflush().open();
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("CO-9: what stays at a bulk replace does not come back into the session by it")
    void bulkReplaceSaysNothingOfWhatStays() {
        assertThat(stateAfterAssigningAgain(Behaviour.REFERENCE)).isEqualTo(ObjectState.DETACHED);
        assertThat(stateAfterAssigningAgain(Behaviour.STRICT)).isEqualTo(ObjectState.PERSISTENT);
    }

    private ObjectState stateAfterAssigningAgain(Behaviour behaviour) {
        begin(lists(), behaviour).rows(1);
        DynamicEntity p = world.p(1);
        DynamicEntity c = world.c(1);
        world.load(p, "kids");
        world.session().expunge(c);
        p.list("kids").replaceWith(List.of(c));
        return state(c);
    }

    @Test
    @DisplayName(
            "SE-60, AT-16: a merge does not look for the old target of an object that is expired")
    void mergeLeavesTheOldTargetOfAnExpiredObjectAlone() {
        assertThat(rowsAfterMergingNoParent(Behaviour.REFERENCE)).hasSize(1);
        assertThat(rowsAfterMergingNoParent(Behaviour.STRICT)).isEmpty();
    }

    private List<String> rowsAfterMergingNoParent(Behaviour behaviour) {
        begin(lists(owned(), plain()), behaviour).rows(1);
        DynamicEntity p = world.p(1);
        DynamicEntity c = world.c(1);
        DynamicEntity copy = world.make("C", "id", c.get("id"), "name", "copy");
        world.session().expire(c);
        copy.reference("parent").set(null);
        world.session().merge(copy);
        world.session().commit();
        assertThat(p.list("kids")).isEmpty();
        return world.read("select * from c");
    }

    @Test
    @DisplayName(
            "CA-28, UW-46: an orphan that was never written leaves the session instead of a DELETE")
    void anOrphanThatIsNewLeaves() {
        begin(Family.pair(Content.REFERENCE, owned(), plain()), Behaviour.REFERENCE);
        DynamicEntity p = world.newP("p");
        DynamicEntity c = world.newC("c");
        p.reference("kid").set(c);
        world.session().add(p);
        world.session().flush();
        world.session().rollback();
        p.reference("kid").set(null);
        world.session().add(p);
        assertThat(state(c)).isEqualTo(ObjectState.PENDING);

        world.session().flush();

        assertThat(state(c)).isEqualTo(ObjectState.TRANSIENT);
        assertThat(world.read("select * from c")).isEmpty();
    }

    @Test
    @DisplayName(
            "UW-125: what a flush has loaded of an object that it deleted stays when it comes back")
    void whatTheFlushLoadedStays() {
        begin(lists(), Behaviour.REFERENCE).rows(0);
        DynamicEntity p = world.p(1);
        world.session().flush();
        NestedTransaction savepoint = world.session().beginNested();
        world.session().delete(p);
        world.session().expireAll();
        assertThatExceptionOfType(ObjectDeletedException.class)
                .isThrownBy(() -> p.list("kids").size());

        savepoint.rollback();

        assertThat(state(p)).isEqualTo(ObjectState.PERSISTENT);
        assertThat(isLoaded(p, "kids")).isTrue();
    }
}
