package io.relmap;

import java.util.Map;
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

    /**
     * Has the next flush set a column to what the statement computes, from the row's columns for instance: {@code
     * setExpression("stock - :n", Map.of("n", 3))}. The attribute keeps its value until the flush, and is expired
     * afterwards: the next read fetches it (spec UW-86). A value set later counts instead, by
     * {@link #set} or into the field, where it is another one.
     *
     * @param expression in the language of joins and conditions; names are attributes of the same entity
     * @param parameters what {@code :name} stands for; the values are bound
     * @throws io.relmap.error.InvalidRequestException if the text cannot be read, or the attribute is no column
     *     beside the key
     */
    void setExpression(String expression, Map<String, ?> parameters);

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
