package io.relmap.attribute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The listeners of one attribute in the order of their calls. Safe for use by several threads. */
final class Listeners {

    private record Entry(Stage stage, SlotListener listener) {}

    private final List<Entry> entries = new ArrayList<>();
    private volatile SlotListener[] calls = {};
    private volatile boolean activeHistory;

    synchronized void add(Stage stage, SlotListener listener) {
        entries.add(new Entry(stage, listener));
        entries.sort(Comparator.comparing(Entry::stage));
        calls = entries.stream().map(Entry::listener).toArray(SlotListener[]::new);
        activeHistory |= listener.needsOldValue();
    }

    /** The listeners; not to be changed. */
    SlotListener[] calls() {
        return calls;
    }

    /** Whether one of them wants the old value fetched (spec AT-17). */
    boolean needOldValue() {
        return activeHistory;
    }
}
