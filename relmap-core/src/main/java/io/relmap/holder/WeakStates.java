package io.relmap.holder;

import io.relmap.attribute.EntityShape;
import io.relmap.state.InstanceState;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The states of objects that have no holder to hang them on, found by the object's identity. A session
 * holds the states of its objects; here they are held weakly, since a state refers to its object.
 */
final class WeakStates {

    private final Map<Key, WeakReference<InstanceState>> states = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    /** The state of an object, made if there is none. */
    InstanceState of(Object entity, EntityShape shape) {
        for (Reference<?> old = gone.poll(); old != null; old = gone.poll()) {
            states.remove((Key) old);
        }
        Key key = new Key(entity, gone);
        InstanceState known = get(states.get(key));
        if (known != null) {
            return known;
        }
        InstanceState made = new InstanceState(entity, shape);
        states.put(key, new WeakReference<>(made));
        return made;
    }

    private static @Nullable InstanceState get(@Nullable WeakReference<InstanceState> reference) {
        return reference == null ? null : reference.get();
    }

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
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            Object mine = get();
            return mine != null && other instanceof Key that && that.get() == mine;
        }
    }
}
