package io.relmap.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Changes that reached an absent collection through the other side (spec AT-60). Compares by identity. */
public final class PendingQueue {

    private final List<Object> added = new ArrayList<>(2);
    private final List<Object> removed = new ArrayList<>(2);

    /** An element comes in: a removal is undone, else it is added once. */
    public void add(Object element) {
        if (!removeIdentity(removed, element) && !containsIdentity(added, element)) {
            added.add(element);
        }
    }

    /** An element goes out: an addition is undone, else it is removed once. */
    public void remove(Object element) {
        if (!removeIdentity(added, element) && !containsIdentity(removed, element)) {
            removed.add(element);
        }
    }

    /** What came in, in order. */
    public List<Object> added() {
        return Collections.unmodifiableList(added);
    }

    /** What went out, in order. */
    public List<Object> removed() {
        return Collections.unmodifiableList(removed);
    }

    /** A copy that later changes leave alone. */
    public PendingQueue copy() {
        PendingQueue copy = new PendingQueue();
        copy.replaceBy(this);
        return copy;
    }

    /** Takes the content of another. */
    public void replaceBy(PendingQueue other) {
        added.clear();
        added.addAll(other.added);
        removed.clear();
        removed.addAll(other.removed);
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }

    private static boolean containsIdentity(List<Object> list, Object element) {
        for (Object candidate : list) {
            if (candidate == element) {
                return true;
            }
        }
        return false;
    }

    private static boolean removeIdentity(List<Object> list, Object element) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) == element) {
                list.remove(i);
                return true;
            }
        }
        return false;
    }
}
