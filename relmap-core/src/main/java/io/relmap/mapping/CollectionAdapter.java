package io.relmap.mapping;

/**
 * Teaches relmap a collection of the program's own: how to make one, put an element in, take it out, and
 * walk over all of them (spec CO-28). One adapter serves all objects, from several threads; it keeps
 * nothing itself. Methods are called without events: the holder, a {@code ToCollection}, has fired them.
 *
 * @param <C> the collection's class
 * @param <T> the class of the elements
 */
public interface CollectionAdapter<C, T> {

    /** A new, empty collection. */
    C create();

    /**
     * Puts an element in. What it throws refuses the element: the call that brought it, or the load, fails as
     * a whole.
     *
     * @return false if the collection has the element already and keeps it once
     */
    boolean append(C collection, T element);

    /** Takes this very element out, once; it is in there. */
    void remove(C collection, T element);

    /** All elements in the collection's order; the same one as often as it is in there. */
    Iterable<T> elements(C collection);

    /** How many elements there are; counted by walking over them unless the adapter knows better. */
    default int size(C collection) {
        int size = 0;
        for (T ignored : elements(collection)) {
            size++;
        }
        return size;
    }

    /** Whether this very element is in it; found by walking unless the adapter knows better. */
    default boolean contains(C collection, T element) {
        for (T candidate : elements(collection)) {
            if (candidate == element) {
                return true;
            }
        }
        return false;
    }

    /** A collection begins to be the content of an object. */
    default void attached(C collection, Object owner) {}

    /** A collection is no longer the content of an object: another took its place, or it was expired. */
    default void detached(C collection, Object owner) {}
}
