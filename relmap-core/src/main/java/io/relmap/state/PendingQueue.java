package io.relmap.state;

import java.util.List;

/** Changes that reached an absent collection through the other side (spec AT-60). Compares by identity. */
public final class PendingQueue {

    private final OrderedIdentities added = new OrderedIdentities();
    private final OrderedIdentities removed = new OrderedIdentities();

    /** An element comes in: a removal is undone, else it is added once. Returns how to take that back. */
    public Runnable add(Object element) {
        return change(element, removed, added);
    }

    /** An element goes out: an addition is undone, else it is removed once. Returns how to take that back. */
    public Runnable remove(Object element) {
        return change(element, added, removed);
    }

    private static Runnable change(
            Object element, OrderedIdentities undone, OrderedIdentities done) {
        if (undone.remove(element)) {
            return () -> undone.add(element);
        }
        return done.add(element) ? () -> done.remove(element) : PendingQueue::nothing;
    }

    private static void nothing() {}

    /** What came in, in order. */
    public List<Object> added() {
        return added.inOrder();
    }

    /** What went out, in order. */
    public List<Object> removed() {
        return removed.inOrder();
    }

    /** Whether this very object came in. */
    public boolean adds(Object element) {
        return added.contains(element);
    }

    /** Whether this very object went out. */
    public boolean removes(Object element) {
        return removed.contains(element);
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }
}
