package io.relmap.flush.plan;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.FlushSet;
import io.relmap.flush.dependency.Dependency;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.flush.dependency.KeyDependency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A dependency in one flush, with the objects that its presort hooks were given (spec UW-10). */
final class Participant {

    private final Dependency dependency;
    private final Set<FlushRow> handledAsSaved = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<FlushRow> handledAsDeleted =
            Collections.newSetFromMap(new IdentityHashMap<>());

    Participant(Dependency dependency) {
        this.dependency = dependency;
    }

    Dependency dependency() {
        return dependency;
    }

    /** Gives the hooks the objects that they have not seen; false if there was none. */
    boolean presort(FlushWork work) {
        List<FlushRow> deleted = new ArrayList<>();
        List<FlushRow> saved = new ArrayList<>();
        for (FlushRow row : work.set().rows(dependency.watched())) {
            if (row.isSaving()) {
                if (handledAsSaved.add(row)) {
                    saved.add(row);
                }
            } else if (row.isDeleting() && handledAsDeleted.add(row)) {
                deleted.add(row);
            }
        }
        if (!deleted.isEmpty()) {
            dependency.presortDeletes(work, deleted);
        }
        if (!saved.isEmpty()) {
            presortSaves(work, saved);
        }
        return !deleted.isEmpty() || !saved.isEmpty();
    }

    /**
     * In a strict session each by itself: what has gone along with the orphan of another one meanwhile takes nothing back
     * that goes along as well (spec CA-28), unless somebody takes it back itself.
     */
    private void presortSaves(FlushWork work, List<FlushRow> saved) {
        if (!(dependency instanceof KeyDependency) || !work.context().behaviours().isStrict()) {
            dependency.presortSaves(work, saved);
            return;
        }
        List<FlushRow> open = saved;
        int before;
        do {
            before = open.size();
            List<FlushRow> gone = new ArrayList<>();
            for (FlushRow row : open) {
                if (row.isSaving()) {
                    dependency.presortSaves(work, List.of(row));
                } else {
                    gone.add(row);
                }
            }
            open = gone;
        } while (open.size() < before && !open.isEmpty());
        open.forEach(handledAsSaved::remove);
    }

    /** Whether the dependency's edges are needed. */
    boolean takesPart(FlushWork work) {
        FlushSet set = work.set();
        List<FlushRow> saved = set.saved(dependency.watched());
        List<FlushRow> deleted = set.deleted(dependency.watched());
        return (!saved.isEmpty() || !deleted.isEmpty())
                && dependency.takesPart(work, saved, deleted);
    }
}
