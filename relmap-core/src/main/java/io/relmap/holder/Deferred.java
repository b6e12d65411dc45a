package io.relmap.holder;

import io.relmap.annotation.HolderType;
import io.relmap.attribute.ColumnReads;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.state.InstanceState;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column that is loaded at first access, not with its object: {@code private final Deferred<String> text =
 * Deferred.of(this);} (spec LO-114). For large values that are seldom read. A query loads it at once with {@code
 * Load.undefer("text")}; columns with the same {@code DeferredGroup} are loaded together.
 *
 * <p>Setting it does not load it. Two holders are equal only if they are the same. Not thread-safe, as its owner.
 *
 * @param <T> the column's type
 */
@HolderType(HolderType.Content.COLUMN)
public final class Deferred<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an entity is serialized where its own class says so
    private final Object owner;

    /** Read and written as the owner's column, too. */
    @SuppressWarnings("serial") // a value that cannot be serialized says so itself
    private @Nullable Object value;

    private transient @Nullable InstanceState state;
    private transient @Nullable String name;
    private transient @Nullable ColumnAttribute attribute;
    private transient @Nullable Mapper mappedBy;

    private Deferred(Object owner) {
        this.owner = owner;
    }

    /** The holder of an object's field. */
    public static <T> Deferred<T> of(Object owner) {
        return new Deferred<>(owner);
    }

    /**
     * The value, or null; loads it, with its group, if it is not loaded.
     *
     * @throws io.relmap.error.DetachedInstanceException if it would have to be loaded and the object is in no session
     * @throws io.relmap.error.ObjectDeletedException if the row is gone
     */
    @SuppressWarnings("unchecked") // what comes in is of the column's type
    public @Nullable T get() {
        InstanceState bound = state();
        ColumnAttribute column = column(bound);
        if (column != null && bound.isExpired(column)) {
            ColumnReads.read(bound, column);
        }
        return (T) value;
    }

    /** Another value, or null; what the row holds is not loaded for it. */
    public void set(@Nullable T newValue) {
        InstanceState bound = state();
        bound.edited();
        value = newValue;
        ColumnAttribute column = column(bound);
        if (column != null) {
            bound.dropExpression(column);
            if (bound.isExpired(column)) {
                bound.force(column); // what the row holds is not known
            }
        }
    }

    /** Whether reading it needs no load: null counts as loaded. */
    public boolean isLoaded() {
        InstanceState bound = state();
        ColumnAttribute column = column(bound);
        return column == null || !bound.isExpired(column);
    }

    private InstanceState state() {
        InstanceState bound = state;
        return bound != null ? bound : EntityDescriptors.bind(owner, this);
    }

    /** Its column; null as long as no session has seen the object. */
    private @Nullable ColumnAttribute column(InstanceState bound) {
        Mapper mapper = bound.mapper();
        if (mapper == null) {
            return null;
        }
        ColumnAttribute known = attribute;
        if (known == null || mappedBy != mapper) {
            known = mapper.findColumn(Objects.requireNonNull(name));
            attribute = known;
            mappedBy = mapper;
        }
        return known;
    }

    Object owner() {
        return owner;
    }

    @Nullable InstanceState boundState() {
        return state;
    }

    void bind(InstanceState newState, Object field) {
        state = newState;
        name = (String) field;
    }

    /** Whether it is loaded; it does not load. */
    @Override
    public String toString() {
        return state == null || isLoaded() ? "Deferred: " + value : "Deferred: not loaded";
    }

    /** What is not loaded would come back as null, and be merged as such. */
    private void writeObject(ObjectOutputStream out) throws IOException {
        if (state != null && !isLoaded()) {
            throw new InvalidRequestException(
                    ErrorCode.LOAD_REFUSED,
                    state
                            + " is serialized, but its column \""
                            + name
                            + "\" is not loaded. Load it with the query, by Load.undefer(\""
                            + name
                            + "\"), or read it before.");
        }
        out.defaultWriteObject();
    }
}
