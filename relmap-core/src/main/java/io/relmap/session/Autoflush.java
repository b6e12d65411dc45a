package io.relmap.session;

import io.relmap.attribute.RelationshipAttribute;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.mapping.Behaviours;
import java.util.function.Supplier;

/** Writes changes before something is loaded, unless it is switched off or cannot be now (spec SE-33 to SE-36). */
final class Autoflush {

    private final SessionOptions options;
    private final Flusher flusher;
    private final Registry registry;
    private int off;

    /** Whether a relationship was changed since the last flush. */
    private boolean noted;

    Autoflush(SessionOptions options, Flusher flusher, Registry registry) {
        this.options = options;
        this.flusher = flusher;
        this.registry = registry;
    }

    /** Flushes before a load. */
    void flush(Behaviours behaviours) {
        if (!options.autoflush()
                || options.readOnly()
                || off > 0
                || flusher.isFlushing()
                || isInMiddleOfChange(behaviours)) {
            return;
        }
        try {
            flusher.flush();
            flushed();
        } catch (RuntimeException e) {
            e.addSuppressed(new Note());
            throw e;
        }
    }

    /** A strict session writes nothing that a call may still take back (spec AT-26). */
    private static boolean isInMiddleOfChange(Behaviours behaviours) {
        return behaviours.isStrict(BehaviourPoint.DISPLACED_ELEMENTS)
                && RelationshipAttribute.isChangeUnderWay();
    }

    /** A relationship was changed. */
    void changed() {
        noted = true;
    }

    /** All that was changed is written. */
    void flushed() {
        noted = false;
    }

    /** Whether anything but columns may have to be written: told without comparing objects. */
    boolean hasNotedChanges() {
        return noted || !registry.pending().isEmpty() || !registry.marked().isEmpty();
    }

    /** Runs something without it. */
    <T> T without(Supplier<T> block) {
        off++;
        try {
            return block.get();
        } finally {
            off--;
        }
    }

    /** Tells where an error came from (spec SE-35). */
    private static final class Note extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Note() {
            super(
                    "This came from autoflush, which writes changes before something is loaded. If it came"
                            + " too early, load inside session.noAutoflush(...).",
                    null,
                    false,
                    false);
        }
    }
}
