package io.relmap.load;

import io.relmap.mapping.Mapper;
import io.relmap.state.FetchMode;
import io.relmap.state.Initializer;
import io.relmap.state.InstanceState;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Loads for one session. Not thread-safe: as its session. */
public final class Loader implements Initializer {

    private final LoadContext context;

    /** A loader for this session. */
    public Loader(LoadContext context) {
        this.context = context;
    }

    /** The session it loads for. */
    public LoadContext context() {
        return context;
    }

    @Override
    public @Nullable Object load(InstanceState state, int slot, FetchMode mode, KeySource key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void refreshExpired(InstanceState state) {
        throw new UnsupportedOperationException();
    }

    /**
     * The object of a key (spec SE-41, QU-60), or null. The key is a value, a {@code List} in key order or a
     * {@code Map} by attribute name.
     *
     * @throws io.relmap.error.InvalidRequestException if the key has the wrong form
     */
    public @Nullable Object get(Mapper mapper, Object key, LoadOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reloads an object that the session has expired, now (spec SE-55): its columns, and its relationships
     * by their strategies.
     *
     * @throws io.relmap.error.ObjectDeletedException if the row is gone
     */
    public void refresh(InstanceState state) {
        throw new UnsupportedOperationException();
    }

    /** Reloads these attributes of an object, which the session has expired, now. */
    public void refresh(InstanceState state, Collection<String> attributes) {
        throw new UnsupportedOperationException();
    }

    /**
     * Drops results that were loaded ahead for siblings (spec PE-1.5). To be called when the session flushes
     * a change, runs bulk or native SQL, commits, rolls back, expires, expunges or closes.
     */
    public void forgetHeld() {}
}
