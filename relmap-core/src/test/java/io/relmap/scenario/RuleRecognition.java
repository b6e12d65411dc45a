package io.relmap.scenario;

import io.relmap.error.ErrorCode;
import io.relmap.error.RelmapException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what a rule makes different from the record, where that can be told from the difference alone. Other
 * folders of scenarios come without a list; what is recognised in them counts as different by the rule, and everything
 * else in the scenario is still compared. The scenarios that are shipped are listed by name all the same.
 */
final class RuleRecognition {

    private final Set<String> rules = new LinkedHashSet<>();
    private boolean ringRefused;

    /** The rules that were met. */
    Set<String> rules() {
        return rules;
    }

    /** Takes a rule that the replay has put aside. */
    void met(String rule) {
        rules.add(rule);
    }

    /** Sees what a step did. */
    void see(Actual actual) {
        ringRefused |= "circular-dependency".equals(actual.error());
    }

    /** SE-24: a commit that expires nothing detaches what was deleted, where the reference forgets it. */
    boolean explainsState(@Nullable String recorded, String actual) {
        return met("SE-24", "deleted".equals(recorded) && actual.equals("detached"));
    }

    /**
     * UW-123: a row that is gone is told by the row count, since nothing is loaded to learn a key. CA-23: a new member
     * of a deleted owner is refused before any SQL. UW-32: a flush that is refused for a ring has written nothing, not
     * even rows outside of it, so that no object has got a key. UW-35 and UW-41: rings through persistent rows are written, and
     * composite keys are detached by what can be nulled, where the reference refuses.
     */
    boolean explainsError(@Nullable String recorded, Actual actual) {
        boolean goneRow = "object-deleted".equals(recorded) && "stale-data".equals(actual.error());
        boolean newMember =
                actual.failure() instanceof RelmapException refused
                        && refused.code() == ErrorCode.PENDING_CHILD_OF_DELETED_PARENT
                        && !Objects.equals(recorded, actual.error());
        boolean sortedFirst = ringRefused && actual.failure() instanceof MissingKeyException;
        boolean written = actual.error() == null;
        return met("UW-123", goneRow)
                || met("CA-23", newMember)
                || met("UW-32", sortedFirst)
                || met("UW-35", written && "circular-dependency".equals(recorded))
                || met("UW-41", written && "blank-pk".equals(recorded));
    }

    private boolean met(String rule, boolean applies) {
        if (applies) {
            rules.add(rule);
        }
        return applies;
    }
}
