package io.relmap.session;

import static io.relmap.testsupport.Family.lists;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SE-26: objects that were inserted and let go of")
class DepartedOrderTest {

    private final List<Object> told = new ArrayList<>();
    private final World world =
            World.of(lists())
                    .with(
                            builder ->
                                    builder.listener(
                                            new SessionListener() {
                                                @Override
                                                public void stateChanged(
                                                        Session session,
                                                        Object entity,
                                                        StateChange change) {
                                                    if (change
                                                            == StateChange
                                                                    .PERSISTENT_TO_TRANSIENT) {
                                                        told.add(
                                                                ((DynamicEntity) entity)
                                                                        .get("name"));
                                                    }
                                                }
                                            }))
                    .open();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("become new again in the order in which they came, whatever order they left in")
    void inTheOrderInWhichTheyCame() {
        Session session = world.session();
        List<Object> names = new ArrayList<>();
        List<DynamicEntity> objects = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            DynamicEntity p = world.newP("p" + i);
            objects.add(p);
            names.add("p" + i);
        }
        session.addAll(objects);
        session.flush();
        for (int i = objects.size() - 1; i >= 0; i--) {
            session.expunge(objects.get(i));
        }
        session.rollback();
        assertThat(told).isEqualTo(names);
    }
}
