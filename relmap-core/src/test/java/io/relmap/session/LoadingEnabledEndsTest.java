package io.relmap.session;

import static io.relmap.testsupport.Family.lists;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SE-80: relationships of an object without row that were made to load do so until it")
class LoadingEnabledEndsTest {

    private World world;
    private DynamicEntity c;

    @BeforeEach
    void begin() {
        world = World.of(lists()).open().rows(0);
        c = world.make("C", "name", "c", "p_id", 1);
        world.session().add(c);
        world.session().enableRelationshipLoading(c);
        assertThat(Inspect.of(c).isLoadingEnabled()).isTrue();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void isOver() {
        assertThat(Inspect.of(c).isLoadingEnabled()).isFalse();
    }

    @Test
    @DisplayName("is written")
    void isWritten() {
        world.session().flush();
        isOver();
    }

    @Test
    @DisplayName("leaves the session")
    void leaves() {
        world.session().expunge(c);
        isOver();
    }

    @Test
    @DisplayName("is put out by a rollback")
    void isPutOut() {
        world.session().rollback();
        isOver();
    }
}
