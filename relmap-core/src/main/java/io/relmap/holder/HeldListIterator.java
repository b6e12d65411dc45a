package io.relmap.holder;

import io.relmap.state.ListMembers;
import java.util.ConcurrentModificationException;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a list and fails fast, whoever changes it: through the list, through the other side, by expiry
 * (spec CO-7, CO-12). A change at the last element but one is noticed too.
 */
final class HeldListIterator<T> implements ListIterator<T> {

    private final ToList<T> list;
    private @Nullable ListMembers expected;
    private int expectedChanges;
    private int next;
    private int last = -1;

    HeldListIterator(ToList<T> list, int next) {
        this.list = list;
        this.next = next;
        list.members();
        synchronize();
    }

    private void synchronize() {
        expected = list.present();
        expectedChanges = expected == null ? 0 : expected.modCount();
    }

    private boolean isChanged() {
        ListMembers present = list.present();
        return present != expected || (present != null && present.modCount() != expectedChanges);
    }

    private void check() {
        if (isChanged()) {
            throw new ConcurrentModificationException(
                    "the list was changed while it was walked over, perhaps through the other side of"
                            + " the relationship: walk over a copy, or use the iterator's remove");
        }
    }

    private int size() {
        return expected == null ? 0 : expected.size();
    }

    @Override
    public boolean hasNext() {
        return isChanged() || next < size(); // true after a change, so that next() reports it
    }

    @Override
    public boolean hasPrevious() {
        return next > 0;
    }

    @Override
    public int nextIndex() {
        return next;
    }

    @Override
    public int previousIndex() {
        return next - 1;
    }

    @Override
    public T next() {
        check();
        if (next >= size()) {
            throw new NoSuchElementException();
        }
        last = next++;
        return list.get(last);
    }

    @Override
    public T previous() {
        check();
        if (next <= 0) {
            throw new NoSuchElementException();
        }
        last = --next;
        return list.get(last);
    }

    @Override
    public void remove() {
        checkLast();
        list.remove(last);
        next = last;
        last = -1;
        synchronize();
    }

    @Override
    public void set(T element) {
        checkLast();
        list.set(last, element);
        synchronize();
    }

    @Override
    public void add(T element) {
        check();
        list.add(next++, element);
        last = -1;
        synchronize();
    }

    private void checkLast() {
        if (last < 0) {
            throw new IllegalStateException("there is no current element");
        }
        check();
    }
}
