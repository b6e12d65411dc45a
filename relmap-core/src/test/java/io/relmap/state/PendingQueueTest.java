package io.relmap.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingQueueTest {

    private final PendingQueue queue = new PendingQueue();

    private static List<Object> objects(int count) {
        return IntStream.range(0, count).mapToObj(i -> (Object) new String("same")).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 9, 100})
    @DisplayName("Each object is queued once, by identity and in order, few or many (AT-60)")
    void eachObjectIsQueuedOnce(int count) {
        List<Object> objects = objects(count);
        objects.forEach(queue::add);
        objects.forEach(queue::add);
        assertThat(queue.added())
                .usingElementComparator((a, b) -> a == b ? 0 : 1)
                .isEqualTo(objects);
        assertThat(queue.removed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 9, 100})
    @DisplayName(
            "A removal undoes an addition, an addition a removal; the rest keeps its order (AT-60)")
    void aRemovalUndoesAnAddition(int count) {
        List<Object> objects = objects(count);
        objects.forEach(queue::add);
        List<Object> kept = new ArrayList<>(objects);
        for (int i = 0; i < count; i += 2) {
            queue.remove(objects.get(i));
            Object gone = objects.get(i);
            kept.removeIf(each -> each == gone);
        }
        assertThat(queue.added()).usingElementComparator((a, b) -> a == b ? 0 : 1).isEqualTo(kept);
        kept.forEach(queue::remove);
        assertThat(queue.isEmpty()).isTrue();
        queue.remove(objects.get(0));
        assertThat(queue.removed()).hasSize(1);
        queue.add(objects.get(0));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("Each change can be taken back (AT-26)")
    void eachChangeCanBeTakenBack() {
        List<Object> objects = objects(3);
        queue.add(objects.get(0));
        Runnable nothing = queue.add(objects.get(0));
        Runnable added = queue.add(objects.get(1));
        Runnable undone = queue.remove(objects.get(0));
        Runnable removed = queue.remove(objects.get(2));
        List.of(removed, undone, added, nothing).forEach(Runnable::run);
        assertThat(queue.added()).singleElement().isSameAs(objects.get(0));
        assertThat(queue.removed()).isEmpty();
    }
}
