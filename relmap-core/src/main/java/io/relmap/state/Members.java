package io.relmap.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a collection slot, without events: lists, sets and maps as the engine sees them (spec
 * CO-2). Elements are compared by identity, except where a {@code java.util.Set} demands {@code equals}.
 */
public interface Members extends Iterable<Object> {

    /** How many elements there are; duplicates count. */
    int size();

    /** Whether this very object is in it. */
    boolean containsIdentity(Object element);

    /** How often this very object is in it. */
    int count(Object element);

    /** Adds by value: at a list's end, under a map's computed key; returns who was displaced there, or null. */
    @Nullable Object addByValue(Object element);

    /** Removes one occurrence by identity; false if it is not there. */
    boolean removeByValue(Object element);

    /** Takes everything out. */
    void clear();

    /** The elements in iteration order, as a new list. */
    List<Object> copy();

    /** Finds elements again whose hash code has changed since they came in. */
    void reindex();

    /** Changes with each change of the content: iterators fail fast by it. */
    int modCount();
}
