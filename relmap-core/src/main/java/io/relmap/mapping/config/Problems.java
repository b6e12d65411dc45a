package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a mapping, in the order in which it was found (spec RC-4). */
final class Problems {

    private final List<MappingException> found = new ArrayList<>();

    void add(ErrorCode code, String message) {
        found.add(new MappingException(code, message));
    }

    void add(MappingException problem) {
        found.addAll(problem.problems());
    }

    /** Does a step; whether it went well. */
    boolean collect(Runnable step) {
        try {
            step.run();
            return true;
        } catch (MappingException problem) {
            add(problem);
            return false;
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws what was found, if anything. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw MappingException.of(found);
        }
    }
}
