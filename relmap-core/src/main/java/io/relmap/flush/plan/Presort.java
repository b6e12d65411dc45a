package io.relmap.flush.plan;

import io.relmap.flush.dependency.Dependencies;
import io.relmap.flush.dependency.Dependency;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.mapping.Mapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects all objects that a flush affects (spec UW-9 to UW-12). */
final class Presort {

    private final FlushWork work;
    private final Dependencies dependencies;
    private final Set<Mapper> known = new HashSet<>();
    private final List<Participant> participants = new ArrayList<>();

    private Presort(FlushWork work, Dependencies dependencies) {
        this.work = work;
        this.dependencies = dependencies;
    }

    /** Completes the flush set; returns the dependencies whose edges are needed. */
    static List<Dependency> run(FlushWork work, Dependencies dependencies) {
        Presort presort = new Presort(work, dependencies);
        presort.untilNothingIsNew();
        return presort.participants.stream()
                .filter(participant -> participant.takesPart(work))
                .map(Participant::dependency)
                .toList();
    }

    private void untilNothingIsNew() {
        boolean found = true;
        while (found) {
            meetNewEntities();
            found = false;
            for (Participant participant : participants) {
                found |= participant.presort(work);
            }
        }
    }

    private void meetNewEntities() {
        for (Mapper mapper : work.set().mappers()) {
            if (known.add(mapper)) {
                dependencies.watching(mapper).stream()
                        .map(Participant::new)
                        .forEach(participants::add);
            }
        }
    }
}
