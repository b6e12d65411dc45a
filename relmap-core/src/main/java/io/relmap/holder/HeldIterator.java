package io.relmap.holder;

import io.relmap.state.Members;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Walks over a set or map and fails fast, whoever changes it (spec CO-12); removes with events. */
final class HeldIterator<E> implements Iterator<E> {

    private final Supplier<? extends @Nullable Members> present;
    private final Consumer<E> remover;
    private final List<E> items;
    private @Nullable Members expected;
    private int expectedChanges;
    private int next;
    private boolean mayRemove;

    /**
     * @param loaded reads the content, loading it
     * @param present the content if it is there
     * @param remover takes an element out
     */
    @SuppressWarnings("unchecked") // what came in was checked
    HeldIterator(
            Supplier<? extends Members> loaded,
            Supplier<? extends @Nullable Members> present,
            Consumer<E> remover) {
        this(present, remover, (List<E>) loaded.get().copy());
    }

    /**
     * @param present the content if it is there
     * @param remover takes an item out
     * @param items what is walked over, as it is now
     */
    HeldIterator(
            Supplier<? extends @Nullable Members> present, Consumer<E> remover, List<E> items) {
        this.present = present;
        this.remover = remover;
        this.items = items;
        synchronize();
    }

    private void synchronize() {
        expected = present.get();
        expectedChanges = expected == null ? 0 : expected.modCount();
    }

    private boolean isChanged() {
        Members now = present.get();
        return now != expected || (now != null && now.modCount() != expectedChanges);
    }

    private void check() {
        if (isChanged()) {
            throw new ConcurrentModificationException(
                    "the collection was changed while it was walked over, perhaps through the other side"
                            + " of the relationship: walk over a copy, or use the iterator's remove");
        }
    }

    @Override
    public boolean hasNext() {
        return next < items.size() || isChanged(); // true after a change, so that next() reports it
    }

    @Override
    public E next() {
        check();
        if (next >= items.size()) {
            throw new NoSuchElementException();
        }
        mayRemove = true;
        return items.get(next++);
    }

    @Override
    public void remove() {
        if (!mayRemove) {
            throw new IllegalStateException("there is no current element");
        }
        check();
        mayRemove = false;
        remover.accept(items.get(next - 1));
        synchronize();
    }
}
