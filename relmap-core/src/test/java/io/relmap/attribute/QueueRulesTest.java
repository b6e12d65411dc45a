package io.relmap.attribute;

import static io.relmap.mapping.Content.QUERY;
import static io.relmap.testsupport.Family.links;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.isLoaded;
import static io.relmap.testsupport.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What waits until a collection is loaded. */
class QueueRulesTest {
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
