package io.relmap.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Shows that jqwik's engine and Jupiter's run side by side; it tests nothing of relmap's. */
class PropertyEngineTest {

    @Property
    void reversingTwiceChangesNothing(@ForAll List<Integer> list) {
        var copy = new ArrayList<>(list);
        Collections.reverse(copy);
        Collections.reverse(copy);
        assertThat(copy).isEqualTo(list);
    }

    @Nested
    class Inside {

        @Test
        void nestedTestsRunToo() {
            assertThat(PropertyEngineTest.this).isNotNull();
        }
    }
}
