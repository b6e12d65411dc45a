package io.relmap.session;

import io.relmap.state.InstanceState;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of what listeners do while a flush writes its rows, which were worked out before (spec SE-38, UW-137).
 * Objects that are added or deleted then wait for the next flush; a relationship that is changed then is not
 * written by this flush and perhaps by none.
 */
final class LateChanges {

    private static final Logger LOG = LoggerFactory.getLogger(LateChanges.class);

    private final Set<InstanceState> told = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean writing;

    /** Runs what writes the rows. */
    void whileWriting(Runnable write) {
        writing = true;
        try {
            write.run();
        } finally {
            writing = false;
            told.clear();
        }
    }

    /** A relationship of an object is about to change. */
    void changing(InstanceState state) {
        if (writing && told.add(state)) {
            warn("a relationship of " + state + " is changed, and this flush does not write that");
        }
    }

    /** An object is given to {@code add}, {@code delete} or {@code merge}. */
    void called(String operation, InstanceState state) {
        if (writing) {
            warn(operation + " is called for " + state + ", which is left to the next flush");
        }
    }

    private static void warn(String what) {
        LOG.warn(
                "While a flush writes its rows {}. Do it before the flush (SessionListener.beforeFlush).",
                what);
    }
}
