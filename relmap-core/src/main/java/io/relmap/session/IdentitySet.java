package io.relmap.session;

import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Objects compared by identity, in the order in which they came in. */
final class IdentitySet extends AbstractSet<Object> {

    private final Set<Object> members = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Object> order = new ArrayList<>();

    @Override
    public boolean add(Object element) {
        return members.add(element) && order.add(element);
    }

    @Override
    public boolean contains(Object element) {
        return members.contains(element);
    }

    @Override
    public Iterator<Object> iterator() {
        return order.iterator();
    }

    @Override
    public int size() {
        return order.size();
    }
}
