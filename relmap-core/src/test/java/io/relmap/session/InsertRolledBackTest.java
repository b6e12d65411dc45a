package io.relmap.session;

import static io.relmap.ObjectState.TRANSIENT;
import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.Family.owned;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.World.refused;
import static io.relmap.testsupport.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("SE-26, UW-128: what is left of an object whose INSERT is rolled back")
class InsertRolledBackTest {

    private World world;
    private DynamicEntity p;
    private boolean strict;

    private void begin(Behaviour behaviour, Object... values) {
        world = World.of(lists(owned(), plain())).behaviour(behaviour).open();
        strict = behaviour == Behaviour.STRICT;
        p = world.make("P", values);
        world.session().add(p);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a key that the database made is taken out as if it had never been put in")
    void aGeneratedKey(Behaviour behaviour) {
        begin(behaviour, "name", "p");
        world.session().flush();
        world.session().rollback();
        assertThat(p.isSet("id")).isEqualTo(!strict);
        assertThat(p.get("name")).isEqualTo("p");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("null that the program has put in is there again")
    void nullOfTheProgram(Behaviour behaviour) {
        begin(behaviour, "id", null, "name", "p");
        world.session().flush();
        world.session().rollback();
        assertThat(p.isSet("id")).isTrue();
        assertThat(p.get("id")).isEqualTo(strict ? null : 1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a key that is all that the object has")
    void nothingButAKey(Behaviour behaviour) {
        Table ticket =
                Table.named("ticket")
                        .column(ColumnDefinition.of("id", TypeRegistry.integer()).notNull())
                        .primaryKey(List.of("id"))
                        .build();
        world =
                World.of(mapping -> mapping.mapDynamic("Ticket", ticket, t -> {}))
                        .behaviour(behaviour)
                        .open();
        DynamicEntity made = world.make("Ticket");
        world.session().add(made);
        world.session().flush();
        world.session().rollback();
        assertThat(made.get("id")).isEqualTo(behaviour == Behaviour.STRICT ? null : 1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("what a flush has written before it failed is taken out as well")
    void afterAFlushThatFailed(Behaviour behaviour) {
        begin(behaviour, "name", "p");
        world.session().add(world.make("C", "name", "c", "p_id", 99));
        refused(ErrorCode.INTEGRITY, world.session()::flush);
        world.session().rollback();
        assertThat(p.get("id")).isEqualTo(strict ? null : 1);
        assertThat(state(p)).isEqualTo(TRANSIENT);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-54: what was expired shows its last value; the reference has lost it")
    void expiredColumns(Behaviour behaviour) {
        begin(behaviour, "name", "p");
        world.session().flush();
        world.session().expire(p);
        world.session().rollback();
        assertThat(Inspect.of(p).isExpired("name")).isEqualTo(!strict);
        assertThat(p.isSet("name")).isEqualTo(strict);
        if (strict) {
            assertThat(p.get("name")).isEqualTo("p");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("AT-12: all that it has is new again")
    void itsHistory(Behaviour behaviour) {
        begin(behaviour, "name", "p");
        world.session().flush();
        world.session().rollback();
        assertThat(world.history(p, "name")).isEqualTo("p|-|-");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a delete that is rolled back with it is forgotten; the reference remembers it")
    void deletedAsWell(Behaviour behaviour) {
        begin(behaviour, "name", "p");
        world.session().flush();
        world.session().delete(p);
        world.session().flush();
        world.session().rollback();
        assertThat(Inspect.of(p).wasDeleted()).isEqualTo(!strict);
    }

    @Test
    @DisplayName("CA-40: that it was an orphan once, before it was inserted, counts no longer")
    void onceAnOrphan() {
        begin(Behaviour.STRICT, "name", "p");
        world.session().expunge(p);
        DynamicEntity n = world.newC("n");
        List<DynamicEntity> kids = p.list("kids");
        kids.add(n);
        kids.remove(n);
        kids.add(n);
        world.session().add(p);
        world.session().flush();
        world.session().expire(n);
        world.session().rollback();
        assertThat(state(n)).isEqualTo(TRANSIENT);
        world.session().add(p);
        world.session().commit();
        assertThat(world.read("select name from c")).containsExactly("n");
    }
}
