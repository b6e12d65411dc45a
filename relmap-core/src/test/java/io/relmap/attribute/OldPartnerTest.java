package io.relmap.attribute;

import static io.relmap.mapping.Content.REFERENCE;
import static io.relmap.testsupport.Family.children;
import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.parents;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.isLoaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
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

@DisplayName("AT-18, AT-46: whom a one-to-one side held that is not loaded when it is set")
class OldPartnerTest {

    private final List<String> told = new ArrayList<>();
    private World world;

    /** Two rows of P, of which the first has c1; c2 is free. */
    private void begin(Consumer<MappingBuilder> mapping, Behaviour behaviour) {
        world = World.of(mapping).behaviour(behaviour).open().rows(1);
        world.sql("insert into c (name) values ('c2')");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static Consumer<MappingBuilder> alone() {
        return mapping ->
                mapping.mapDynamic("P", parents(), p -> p.reference("kid", "C", r -> r.scalar()))
                        .mapDynamic("C", children(), c -> {});
    }

    private class Noting implements AttributeListener {

        @Override
        public @Nullable Object set(
                AttributeEvent event, @Nullable Object value, @Nullable Object old) {
            told.add(name(value) + " for " + name(old));
            return value;
        }

        @Override
        public boolean needsOldValue() {
            return false;
        }

        private static @Nullable Object name(@Nullable Object value) {
            return value instanceof DynamicEntity entity ? entity.get("name") : value;
        }
    }

    private static final class Refusing implements AttributeListener {

        @Override
        public @Nullable Object set(
                AttributeEvent event, @Nullable Object value, @Nullable Object old) {
            throw new IllegalStateException("refused");
        }

        @Override
        public boolean needsOldValue() {
            return false;
        }

        @Override
        public Moment moment() {
            return Moment.LAST;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a strict call looks for who names this object; the reference asks for history")
    void ofTwoThatNameEachOther(Behaviour behaviour) {
        begin(pair(REFERENCE, plain(), plain()), behaviour);
        boolean strict = behaviour == Behaviour.STRICT;
        DynamicEntity p1 = world.p(1);
        p1.set("kid", world.c(2));
        assertThat(world.sent()).hasSize(strict ? 1 : 0);
        assertThat(world.history(p1, "kid")).isEqualTo("c2|-|c1");
        assertThat(world.sent()).hasSize(strict ? 0 : 1);
        assertThat(world.history(p1, "kid")).isEqualTo("c2|-|c1");
        assertThat(world.sent()).as("asked once").isEmpty();
        assertThat(world.history(world.c(1), "parent")).isEqualTo(strict ? "null|-|p1" : "-|-|-");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("where nobody names this object, history alone asks")
    void ofOneThatIsNotNamed(Behaviour behaviour) {
        begin(alone(), behaviour);
        DynamicEntity p1 = world.p(1);
        p1.set("kid", world.c(2));
        assertThat(world.sent()).isEmpty();
        assertThat(world.history(p1, "kid")).isEqualTo("c2|-|c1");
        assertThat(world.sent()).containsExactly("SELECT c");
    }

    @Test
    @DisplayName("an owner whose row has no partner releases nobody")
    void ofAnOwnerWithoutPartner() {
        begin(pair(REFERENCE, r -> r.listeners(new Noting()), plain()), Behaviour.STRICT);
        DynamicEntity p2 = world.p(2);
        p2.set("kid", world.c(2));
        assertThat(told).containsExactly("c2 for null");
        assertThat(world.history(p2, "kid")).isEqualTo("c2|-|-");
    }

    @Test
    @DisplayName("a partner that still names this object is told of, loaded or not")
    void ofAPartnerThatStays() {
        begin(pair(REFERENCE, r -> r.listeners(new Noting()), plain()), Behaviour.STRICT);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c1 = world.c(1);
        world.load(c1, "parent");
        p1.set("kid", world.c(2));
        assertThat(told).containsExactly("c2 for c1");
        assertThat(c1.get("parent")).isNull();
    }

    @Test
    @DisplayName("one that has gone to another owner meanwhile is no partner any more")
    void ofAPartnerThatHasLeft() {
        begin(pair(REFERENCE, r -> r.listeners(new Noting()), plain()), Behaviour.STRICT);
        DynamicEntity c1 = world.c(1);
        DynamicEntity p2 = world.p(2);
        c1.set("parent", p2);
        DynamicEntity p1 = world.p(1);
        told.clear();
        p1.set("kid", world.c(2));
        assertThat(told).containsExactly("c2 for null");
        assertThat(c1.get("parent")).isSameAs(p2);
        world.session().commit();
        assertThat(world.read("select name, p_id from c order by id"))
                .containsExactly("c1, 2", "c2, 1");
    }

    @Test
    @DisplayName(
            "UW-146: a plan from memory does not ask, and says so; where it is known it is not"
                    + " open")
    void inAPlanFromMemory() {
        begin(alone(), Behaviour.STRICT);
        DynamicEntity p1 = world.p(1);
        p1.set("kid", world.c(2));
        assertThat(world.session().flushPlan().openLoads()).hasSize(1);
        assertThat(world.sent()).isEmpty();
        world.session().rollback();
        world.load(p1, "kid");
        p1.set("kid", world.c(2));
        assertThat(world.session().flushPlan().openLoads()).isEmpty();
    }

    @Test
    @DisplayName("UW-146, AT-16: what a reference held by key is never looked for, and is not open")
    void inAPlanOfAReferenceByKey() {
        begin(pair(REFERENCE, plain(), plain()), Behaviour.REFERENCE);
        DynamicEntity c1 = world.c(1);
        c1.set("parent", null);
        assertThat(world.history(c1, "parent")).isEqualTo("null|-|-");
        assertThat(world.session().flushPlan().openLoads()).isEmpty();
        assertThat(world.sent()).isEmpty();
    }

    @Test
    @DisplayName(
            "AT-26: a refused call leaves a reference that was not known as it was: not loaded")
    void whereACallIsRefused() {
        begin(pair(REFERENCE, plain(), r -> r.listeners(new Refusing())), Behaviour.STRICT);
        DynamicEntity c1 = world.c(1);
        DynamicEntity p2 = world.p(2);
        assertThatIllegalStateException().isThrownBy(() -> c1.set("parent", p2));
        assertThat(isLoaded(c1, "parent")).isFalse();
        assertThat(c1.get("parent")).isSameAs(world.p(1));
    }

    @Test
    @DisplayName("AT-26: what a refused call has loaded stays loaded")
    void whatARefusedCallHasLoaded() {
        begin(pair(REFERENCE, r -> r.listeners(new Refusing()), plain()), Behaviour.STRICT);
        DynamicEntity p1 = world.p(1);
        DynamicEntity c2 = world.c(2);
        assertThatIllegalStateException().isThrownBy(() -> p1.set("kid", c2));
        assertThat(world.history(p1, "kid")).isEqualTo("-|c1|-");
        world.sent();
        assertThat(p1.get("kid")).isSameAs(world.c(1));
        assertThat(world.c(1).get("parent")).isSameAs(p1);
        assertThat(world.sent()).isEmpty();
    }
}
