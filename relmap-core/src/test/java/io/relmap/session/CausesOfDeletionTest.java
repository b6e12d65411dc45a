package io.relmap.session;

import static io.relmap.testsupport.Family.all;
import static io.relmap.testsupport.Family.linksOneWay;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CA-21: what several calls of delete have marked")
class CausesOfDeletionTest {

    private final World world = World.of(linksOneWay(all())).open();
    private DynamicEntity l1;
    private DynamicEntity l2;
    private DynamicEntity r1;
    private DynamicEntity r2;
    private Session session;

    /** Both L have both R. */
    @BeforeEach
    void begin() {
        world.sql(
                "insert into l (name) values ('l1')",
                "insert into l (name) values ('l2')",
                "insert into r (name) values ('r1')",
                "insert into r (name) values ('r2')",
                "insert into lr (l_id, r_id) select l.id, r.id from l, r");
        l1 = world.get("L", 1);
        l2 = world.get("L", 2);
        r1 = world.get("R", 1);
        r2 = world.get("R", 2);
        session = world.session();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("stays marked until all of them are taken back")
    void untilAllAreTakenBack() {
        session.delete(l1);
        session.delete(l2);
        session.add(l1);
        assertThat(session.deletedObjects()).containsExactlyInAnyOrder(l2, r1, r2);
        session.add(l2);
        assertThat(session.deletedObjects()).isEmpty();
    }

    @Test
    @DisplayName("stays marked by one, however often another is taken back")
    void howeverOftenAnotherIsTakenBack() {
        session.delete(l1);
        session.delete(l2);
        session.add(l1);
        session.add(l1);
        assertThat(session.deletedObjects()).containsExactlyInAnyOrder(l2, r1, r2);
    }

    @Test
    @DisplayName(
            "what was taken back by itself, and marked by another, is no business of the first")
    void takenBackByItself() {
        session.delete(l1);
        session.add(r1);
        session.delete(l2);
        session.add(l1);
        assertThat(session.deletedObjects()).containsExactlyInAnyOrder(l2, r1, r2);
    }

    @Test
    @DisplayName("where one was taken back by itself, the call still knows of the rest")
    void theRest() {
        session.delete(l1);
        session.add(r1);
        assertThat(session.deletedObjects()).containsExactlyInAnyOrder(l1, r2);
        session.add(l1);
        assertThat(session.deletedObjects()).isEmpty();
    }
}
