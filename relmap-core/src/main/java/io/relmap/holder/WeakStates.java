package io.relmap.holder;

import io.relmap.attribute.EntityShape;
import io.relmap.state.InstanceState;
import io.relmap.state.StateMemory;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The states of objects that have no holder to hang them on, found by the object's identity. An entry goes
 * when its object does. Safe for use by several threads.
 */
final class WeakStates {

    private final Map<Object, StateMemory> memories = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    /** The state of an object, made if there is none. */
    InstanceState of(Object entity, EntityShape shape) {
        for (Reference<?> old = gone.poll(); old != null; old = gone.poll()) {
            memories.remove(old);
        }
        StateMemory memory = memories.get(new Probe(entity));
        if (memory == null) {
            memory = new StateMemory();
            memories.put(new Key(entity, gone), memory);
        }
        return memory.stateOf(entity, shape);
    }

    /** How many objects are remembered. */
    int size() {
        return memories.size();
    }

    /** What stands in the table. */
    private static final class Key extends WeakReference<Object> {

        private final int hash;

        Key(Object entity, ReferenceQueue<Object> queue) {
            super(entity, queue);
            hash = System.identityHashCode(entity);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }
    }

    /** What the table is asked with. */
    private record Probe(Object entity) {

        @Override
        public int hashCode() {
            return System.identityHashCode(entity);
        }

        @Override
        @SuppressWarnings("EqualsUnsafeCast") // only keys of the table are met
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.refersTo(entity);
        }
    }
}
