package io.relmap;

import org.jspecify.annotations.Nullable;

/** One attribute of one object, a column or a relationship, also one for which the class has no field. */
public sealed interface AttributeView permits ColumnView, RelationshipView {

    /** The attribute's name. */
    String name();

    /**
     * Reads it, loading if need be: a column's value, an object or null for a reference, an unmodifiable
     * copy as a {@code List}, {@code Set} or {@code Map} for a collection.
     *
     * @throws io.relmap.error.DetachedInstanceException if it would have to be loaded and the object is in no
     *     session
     */
    @Nullable Object get();

    /** Changes it, as a program does: a collection takes a {@code java.util.Collection} of its new elements. */
    void set(@Nullable Object value);

    /** What became of it, without loading (spec AT-10). */
    AttributeHistory history();

    /** What became of it; what is not loaded is loaded first. */
    AttributeHistory loadHistory();

    /** Whether it holds a value, so that reading it needs no SQL. */
    boolean isLoaded();

    /** As {@link #get()} for what is held; null where nothing is. Never loads. */
    @Nullable Object loadedValue();

    /** Puts a value in as if it had been loaded: no events, and no history (spec AT-67). */
    void setCommitted(@Nullable Object value);
}
