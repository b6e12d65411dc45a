package io.relmap.holder;

import io.relmap.state.InstanceState;
import org.jspecify.annotations.Nullable;

/** The kinds of holders, as descriptors see them. */
enum HolderKind {
    REFERENCE {
        @Override
        Object owner(Object holder) {
            return ((ToOne<?>) holder).owner();
        }

        @Override
        @Nullable InstanceState state(Object holder) {
            return ((ToOne<?>) holder).boundState();
        }

        @Override
        @Nullable Restored restored(Object holder) {
            return ((ToOne<?>) holder).restored();
        }

        @Override
        void bind(Object holder, InstanceState state, @Nullable Object attribute) {
            ((ToOne<?>) holder).bind(state, Bindings.bound(attribute));
        }
    },
    LIST {
        @Override
        Object owner(Object holder) {
            return ((ToList<?>) holder).owner();
        }

        @Override
        @Nullable InstanceState state(Object holder) {
            return ((ToList<?>) holder).boundState();
        }

        @Override
        @Nullable Restored restored(Object holder) {
            return ((ToList<?>) holder).restored();
        }

        @Override
        void bind(Object holder, InstanceState state, @Nullable Object attribute) {
            ((ToList<?>) holder).bind(state, Bindings.bound(attribute));
        }
    },
    SET {
        @Override
        Object owner(Object holder) {
            return ((ToSet<?>) holder).owner();
        }

        @Override
        @Nullable InstanceState state(Object holder) {
            return ((ToSet<?>) holder).boundState();
        }

        @Override
        @Nullable Restored restored(Object holder) {
            return ((ToSet<?>) holder).restored();
        }

        @Override
        void bind(Object holder, InstanceState state, @Nullable Object attribute) {
            ((ToSet<?>) holder).bind(state, Bindings.bound(attribute));
        }
    },
    MAP {
        @Override
        Object owner(Object holder) {
            return ((ToMap<?, ?>) holder).owner();
        }

        @Override
        @Nullable InstanceState state(Object holder) {
            return ((ToMap<?, ?>) holder).boundState();
        }

        @Override
        @Nullable Restored restored(Object holder) {
            return ((ToMap<?, ?>) holder).restored();
        }

        @Override
        void bind(Object holder, InstanceState state, @Nullable Object attribute) {
            ((ToMap<?, ?>) holder).bind(state, Bindings.bound(attribute));
        }
    },
    QUERY {
        @Override
        Object owner(Object holder) {
            return ((ToQuery<?>) holder).owner();
        }

        @Override
        @Nullable InstanceState state(Object holder) {
            return ((ToQuery<?>) holder).boundState();
        }

        @Override
        @Nullable Restored restored(Object holder) {
            return ((ToQuery<?>) holder).restored();
        }

        @Override
        void bind(Object holder, InstanceState state, @Nullable Object attribute) {
            ((ToQuery<?>) holder).bind(state, Bindings.bound(attribute));
        }
    },
    CUSTOM {
        @Override
        Object owner(Object holder) {
            return ((ToCollection<?>) holder).owner();
        }

        @Override
        @Nullable InstanceState state(Object holder) {
            return ((ToCollection<?>) holder).boundState();
        }

        @Override
        @Nullable Restored restored(Object holder) {
            return ((ToCollection<?>) holder).restored();
        }

        @Override
        void bind(Object holder, InstanceState state, @Nullable Object attribute) {
            ((ToCollection<?>) holder).bind(state, Bindings.bound(attribute));
        }
    },
    COLUMN {
        @Override
        Object owner(Object holder) {
            return ((Deferred<?>) holder).owner();
        }

        @Override
        @Nullable InstanceState state(Object holder) {
            return ((Deferred<?>) holder).boundState();
        }

        @Override
        @Nullable Restored restored(Object holder) {
            return null;
        }

        @Override
        void bind(Object holder, InstanceState state, @Nullable Object attribute) {
            ((Deferred<?>) holder).bind(state, Bindings.bound(attribute));
        }
    },
    STATE {
        @Override
        Object owner(Object holder) {
            return ((EntityState) holder).owner();
        }

        @Override
        @Nullable InstanceState state(Object holder) {
            return ((EntityState) holder).boundState();
        }

        @Override
        @Nullable Restored restored(Object holder) {
            return null;
        }

        @Override
        void bind(Object holder, InstanceState state, @Nullable Object attribute) {
            ((EntityState) holder).bind(state);
        }
    };

    /** The object that it was made for. */
    abstract Object owner(Object holder);

    /** The state that it was bound to, or null. */
    abstract @Nullable InstanceState state(Object holder);

    /** What came with it from a stream, or null. */
    abstract @Nullable Restored restored(Object holder);

    /** Binds it. */
    abstract void bind(Object holder, InstanceState state, @Nullable Object attribute);

    /** The kind of a holder class. */
    static HolderKind of(Class<?> type) {
        if (type == ToOne.class) {
            return REFERENCE;
        } else if (type == ToList.class) {
            return LIST;
        } else if (type == ToSet.class) {
            return SET;
        } else if (type == ToMap.class) {
            return MAP;
        } else if (type == ToQuery.class) {
            return QUERY;
        } else if (type == ToCollection.class) {
            return CUSTOM;
        } else if (type == Deferred.class) {
            return COLUMN;
        } else if (type == EntityState.class) {
            return STATE;
        }
        throw new IllegalArgumentException(type + " is no holder that this version knows");
    }
}
