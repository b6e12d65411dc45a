package io.relmap.holder;

import static io.relmap.testsupport.Family.lists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.relmap.AttributeView;
import io.relmap.Inspect;
import io.relmap.testsupport.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "A value of another type than its column's is refused where it comes in, not in the flush")
class ColumnValuesTest {

    private World world;

    @BeforeEach
    void open() {
        world = World.of(lists()).open();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void ofAMapBackedObject() {
        DynamicEntity p = world.newP("p");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> p.set("name", 1L))
                .withMessageContaining("RM-332")
                .withMessageContaining("p.name")
                .withMessageContaining("java.lang.String")
                .withMessageContaining("java.lang.Long");

        assertThat(p.get("name")).isEqualTo("p");
        p.set("name", null);
        assertThat(p.get("name")).isNull();
    }

    @Test
    void byInspect() {
        DynamicEntity p = world.newP("p");
        AttributeView name = Inspect.of(p).attribute("name");

        assertThatIllegalArgumentException().isThrownBy(() -> name.set(1L));
        assertThatIllegalArgumentException().isThrownBy(() -> name.setCommitted(1L));

        assertThat(p.get("name")).isEqualTo("p");
    }
}
