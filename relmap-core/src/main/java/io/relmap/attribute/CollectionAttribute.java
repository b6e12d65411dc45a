package io.relmap.attribute;

import io.relmap.mapping.Wiring;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A relationship to several objects. */
@SuppressWarnings("DoNotCallSuggester")
public final class CollectionAttribute extends RelationshipAttribute {

    CollectionAttribute(EntityShape owner, int slot, Wiring wiring) {
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

    /** A program adds an element at the end, or by its key. Loads the collection first (spec AT-3). */
    public void append(InstanceState state, Object element) {
        throw new UnsupportedOperationException();
    }

    /** A program removes an element; false if it is no member. */
    public boolean remove(InstanceState state, Object element) {
        throw new UnsupportedOperationException();
    }

    /** A program assigns a whole new content (spec CO-8). */
    public void replaceAll(InstanceState state, Collection<?> elements) {
        throw new UnsupportedOperationException();
    }
}
