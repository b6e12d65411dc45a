package io.relmap.flush.plan;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.FlushSet;
import io.relmap.flush.dependency.Dependency;
import io.relmap.flush.dependency.FlushWork;
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
            dependency.presortSaves(work, saved);
        }
        return !deleted.isEmpty() || !saved.isEmpty();
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
