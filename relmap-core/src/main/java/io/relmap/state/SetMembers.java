package io.relmap.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The content of a set: a member is found by {@code equals} as {@code java.util.Set} demands. Where hash
 * codes depend on keys, a flush that gives out keys changes them: {@link #keysChanged()} tells all sets,
 * and each looks at its members again when it is next asked.
 */
public final class SetMembers implements Members {

    private static final AtomicInteger KEY_CHANGES = new AtomicInteger();

    /** Whether a class computes its hash codes: one that is computed may change. */
    private static final ClassValue<Boolean> COMPUTES_HASH_CODE =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    try {
                        return type.getMethod("hashCode").getDeclaringClass() != Object.class;
                    } catch (NoSuchMethodException impossible) {
                        throw new IllegalStateException(type + " has no hashCode", impossible);
                    }
                }
            };

    /** Each member under itself, so that the one inside is found by an equal one. */
    private Map<Object, Object> members = new LinkedHashMap<>();

    private boolean hashesMayChange;
    private int indexedAt = KEY_CHANGES.get();
    private int modCount;

    /** Says that keys were given to objects or reloaded, so that their hash codes may have changed. */
    public static void keysChanged() {
        KEY_CHANGES.incrementAndGet();
    }

    /** The member that equals the object, or null. */
    public @Nullable Object find(@Nullable Object element) {
        if (element == null) {
            return null;
        }
        refresh();
        return members.get(element);
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public boolean containsIdentity(Object element) {
        return find(element) == element;
    }

    @Override
    public int count(Object element) {
        return containsIdentity(element) ? 1 : 0;
    }

    /** Adds the element; an equal one that is there stays, and this one is not added. */
    @Override
    public @Nullable Object addByValue(Object element) {
        refresh();
        if (members.putIfAbsent(element, element) == null) {
            hashesMayChange |= COMPUTES_HASH_CODE.get(element.getClass());
            modCount++;
        }
        return null;
    }

    /** Takes out the member that is this very object. */
    @Override
    public boolean removeByValue(Object element) {
        refresh();
        if (members.get(element) != element) {
            return removeLost(element);
        }
        members.remove(element);
        modCount++;
        return true;
    }

    /** The program itself changed what the hash code is made of: looks at each. */
    private boolean removeLost(Object element) {
        if (!hashesMayChange || members.values().stream().noneMatch(each -> each == element)) {
            return false;
        }
        reindex();
        modCount++;
        return members.remove(element, element);
    }

    @Override
    public void clear() {
        members.clear();
        modCount++;
    }

    @Override
    public List<Object> copy() {
        return new ArrayList<>(members.values());
    }

    @Override
    public void reindex() {
        Map<Object, Object> again = new LinkedHashMap<>();
        members.values().forEach(member -> again.putIfAbsent(member, member));
        members = again;
        indexedAt = KEY_CHANGES.get();
    }

    private void refresh() {
        if (hashesMayChange && indexedAt != KEY_CHANGES.get()) {
            reindex();
        }
    }

    @Override
    public int modCount() {
        return modCount;
    }

    @Override
    public Iterator<Object> iterator() {
        return Collections.unmodifiableCollection(members.values()).iterator();
    }

    /** Only the size: elements are not asked for their names. */
    @Override
    public String toString() {
        return "set of " + members.size();
    }
}
