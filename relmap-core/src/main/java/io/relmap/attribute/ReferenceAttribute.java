package io.relmap.attribute;

import io.relmap.mapping.Wiring;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import org.jspecify.annotations.Nullable;

/** A relationship to one object. */
@SuppressWarnings("DoNotCallSuggester")
public final class ReferenceAttribute extends RelationshipAttribute {

    ReferenceAttribute(EntityShape owner, int slot, Wiring wiring) {
        super(owner, slot, wiring);
    }

    @Override
    public @Nullable Object get(InstanceState state, FetchMode mode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public History history(InstanceState state, FetchMode mode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setCommitted(InstanceState state, @Nullable Object loaded) {
        throw new UnsupportedOperationException();
    }

    /** A program sets the reference (spec AT-14). */
    public void set(InstanceState state, @Nullable Object value) {
        throw new UnsupportedOperationException();
    }
}
