package io.relmap.attribute;

import io.relmap.state.InstanceState;
import io.relmap.state.ListMembers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;

/**
 * One call of a program, with all that follows from it on other objects: either all of it happens or
 * nothing (spec AT-26). Calls that listeners make belong to the call that they are told of; each of them
 * can be taken back alone. One per thread; empty between calls.
 */
final class Change {

    private static final ThreadLocal<Change> CURRENT = ThreadLocal.withInitial(Change::new);

    private record Separation(
            RelationshipAttribute attribute, InstanceState owner, Object element) {}

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<Separation> separations = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private final IdentityHashMap<ListMembers, Positions> unnumbered = new IdentityHashMap<>();
    private int depth;
    private boolean strict;

    private Change() {}

    /** Runs a call that begins at an object. */
    static <T> T run(InstanceState owner, Supplier<T> call) {
        return CURRENT.get().perform(owner, call);
    }

    /** The running call. */
    static Change current() {
        return CURRENT.get();
    }

    /** Whether a call has changed something and may still change more, or fail. */
    static boolean isUnderWay() {
        Change running = CURRENT.get();
        return running.depth > 0 && !running.undo.isEmpty();
    }

    private <T> T perform(InstanceState owner, Supplier<T> call) {
        int mark = undo.size();
        if (depth == 0) {
            strict = CollectionAttribute.isStrict(owner);
        }
        depth++;
        try {
            T result = call.get();
            if (depth == 1) {
                settle();
            }
            return result;
        } catch (Throwable failure) { // Kotlin and others throw checked exceptions undeclared
            takeBack(mark);
            throw failure;
        } finally {
            depth--;
            if (depth == 0) {
                undo.clear();
                separations.clear();
                afterwards.clear();
                unnumbered.clear();
            }
        }
    }

    /** Remembers how to take a step back. */
    void onFailure(Runnable step) {
        undo.push(step);
    }

    /** An element has left an attribute. */
    void separated(RelationshipAttribute attribute, InstanceState owner, Object element) {
        if (strict) {
            separations.add(new Separation(attribute, owner, element));
        }
    }

    /** An element that may have left an attribute in this call, and that is not loaded, is in again. */
    void joined(RelationshipAttribute attribute, InstanceState owner, Object element) {
        separations.removeIf(
                separation ->
                        separation.attribute == attribute
                                && separation.owner == owner
                                && separation.element == element);
    }

    /** Does something at the end of the whole call if it is strict, else now. */
    void atEnd(Runnable step) {
        if (strict) {
            afterwards.add(step);
        } else {
            step.run();
        }
    }

    /** An ordered list is to be numbered anew, once, at the end of the whole call (spec CO-29). */
    void numberAtEnd(ListMembers list, Positions positions) {
        unnumbered.put(list, positions);
    }

    private void settle() {
        for (int i = 0; i < separations.size(); i++) {
            Separation separation = separations.get(i);
            if (!separation.attribute.holds(separation.owner, separation.element)) {
                for (SlotListener listener : separation.attribute.listeners()) {
                    listener.separated(separation.owner, separation.element);
                }
            }
        }
        for (int i = 0; i < afterwards.size(); i++) {
            afterwards.get(i).run();
        }
        unnumbered.forEach((list, positions) -> positions.renumber(list));
    }

    private void takeBack(int mark) {
        while (undo.size() > mark) {
            undo.pop().run();
        }
    }
}
