package io.relmap.cascade;

import static io.relmap.ObjectState.DETACHED;
import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.all;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.oneWay;
import static io.relmap.testsupport.Family.owned;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.annotation.Cascade;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.session.Session;
import io.relmap.testsupport.World;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What leaves a session, and what is forgotten, with an object. */
class ExpungeAndExpireCascadeTest {

    private World world;

    private World begin(Consumer<MappingBuilder> mapping) {
        world = World.of(mapping).open();
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName(
            "CA-5, SE-14, W-61: present members leave; one removed before does not, nothing is loaded")
    void presentMembersLeave() {
        begin(lists(all(), plain())).rows(2);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity c2 = world.c(2);
        DynamicEntity n = world.newC("n");
        world.load(p1, "kids");
        p1.list("kids").add(n);
        p1.list("kids").remove(c2);
        world.session().expunge(p1);
        assertThat(state(p1)).isEqualTo(DETACHED);
        assertThat(state(c1)).isEqualTo(DETACHED);
        assertThat(state(n)).isEqualTo(TRANSIENT);
        assertThat(state(c2)).isEqualTo(PERSISTENT);
    }

    @Test
    @DisplayName("CA-5, W-61: what is not loaded is not reached; without the cascade members stay")
    void absentMembersStay() {
        begin(lists(all(), plain())).rows(1);
        DynamicEntity c1 = world.c(1);
        world.session().expunge(world.p(1));
        assertThat(world.sent()).isEmpty();
        assertThat(state(c1)).isEqualTo(PERSISTENT);
        world.close();

        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        world.load(p1, "kids");
        DynamicEntity kid = world.c(1);
        world.session().expunge(p1);
        assertThat(state(kid)).isEqualTo(PERSISTENT);
    }

    @Test
    @DisplayName(
            "CA-5, SE-50, SE-53, W-62: expire reaches members with rows; pending ones are left alone")
    void expireReachesMembers() {
        begin(lists(all(), plain())).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        DynamicEntity n = world.newC("n");
        p1.list("kids").add(n);
        c1.set("name", "edited");
        world.session().expire(p1);
        assertThat(Inspect.of(c1).isExpired("name")).isTrue();
        assertThat(c1.get("name")).isEqualTo("c1");
        assertThat(isLoaded(p1, "kids")).isFalse();
        assertThat(state(n)).isEqualTo(PENDING);
    }

    @Test
    @DisplayName("SE-53, W-62: with delete-orphan a pending member leaves the session")
    void expireWithDeleteOrphan() {
        begin(lists(owned(), plain())).rows(1);
        DynamicEntity n = world.newC("n");
        world.p(1).list("kids").add(n);
        world.session().expire(world.p(1));
        assertThat(state(n)).isEqualTo(TRANSIENT);
    }

    @Test
    @DisplayName("CA-5, SE-55, W-63: refresh expires members, and does not load them")
    void refreshExpiresMembers() {
        begin(lists(all(), plain())).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        world.load(p1, "kids");
        p1.set("name", "edited");
        world.session().refresh(p1);
        assertThat(world.sent()).containsExactly("SELECT p");
        assertThat(p1.get("name")).isEqualTo("p1");
        assertThat(isLoaded(p1, "kids")).isFalse();
        assertThat(Inspect.of(c1).isExpired("name")).isTrue();
    }

    @Test
    @DisplayName("CA-2: without refresh-expire members stay as they are")
    void withoutTheCascade() {
        begin(lists()).rows(1);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        world.load(p1, "kids");
        world.session().expire(p1);
        assertThat(Inspect.of(c1).isExpired("name")).isFalse();
    }

    @Test
    @DisplayName("CA-5, SE-14: a member that belongs to another session stays there")
    void aMemberOfAnotherSessionStaysThere() {
        begin(oneWay(r -> r.cascade(Cascade.EXPUNGE))).rows(0);
        DynamicEntity p1 = world.p(1);
        DynamicEntity n = world.newC("n");
        Session other = world.open();
        other.add(n);
        p1.list("kids").add(n);
        world.session().expunge(p1);
        assertThat(other.contains(n)).isTrue();
        assertThat(state(n)).isEqualTo(PENDING);
    }
}
