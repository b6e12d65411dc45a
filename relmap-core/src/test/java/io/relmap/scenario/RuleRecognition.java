package io.relmap.scenario;

import io.relmap.error.ErrorCode;
import io.relmap.error.RelmapException;
import java.util.HashSet;
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

    /** Errors of an operation that the reference has done for some objects when it comes to the wrong one. */
    private static final Set<String> PARTLY_DONE =
            Set.of("identity-conflict", "deleted-instance", "already-attached");

    private final Set<String> rules = new LinkedHashSet<>();
    private final Set<String> errors = new HashSet<>();
    private boolean isParted;

    /** The rules that were met. */
    Set<String> rules() {
        return rules;
    }

    /** Takes a rule that the replay has put aside. */
    void met(String rule) {
        rules.add(rule);
    }

    /** Whether both have gone different ways, so that nothing that follows can be compared. */
    boolean isParted() {
        return isParted;
    }

    /** Sees what a step did, once that was compared. */
    void see(Actual actual) {
        if (actual.error() != null) {
            errors.add(actual.error());
        }
    }

    /**
     * SE-24: a commit that expires nothing detaches what was deleted, where the reference forgets it. CA-8: an
     * addition that is refused has added nothing, where the reference has added what came before.
     */
    boolean explainsState(@Nullable String recorded, String actual) {
        boolean isIn = "persistent".equals(recorded) || "pending".equals(recorded);
        boolean isOut = actual.equals("detached") || actual.equals("transient");
        boolean partlyDone = isIn && isOut && errors.stream().anyMatch(PARTLY_DONE::contains);
        isParted |= partlyDone;
        return met("SE-24", "deleted".equals(recorded) && actual.equals("detached"))
                || met("CA-8", partlyDone);
    }

    /**
     * UW-123: a row that is gone is told by the row count, since nothing is loaded to learn a key; UW-121: also
     * that of a DELETE, which the reference only warns of. CA-23: a new member of a deleted owner is refused before
     * any SQL. UW-32: a flush that is refused for a ring has written nothing, not even rows outside of it, so that no
     * object has got a key. UW-35 and UW-41: rings through persistent rows are written, and composite keys are
     * detached by what can be nulled, where the reference refuses. AT-26: a single parent that was refused is left
     * as it was, and so refused again.
     */
    boolean explainsError(@Nullable String recorded, Actual actual) {
        boolean goneRow = "object-deleted".equals(recorded) && "stale-data".equals(actual.error());
        boolean unmatched =
                recorded == null
                        && actual.failure() instanceof RelmapException stale
                        && stale.code() == ErrorCode.STALE_DATA
                        && stale.getMessage().contains("DELETE of table");
        boolean newMember =
                actual.failure() instanceof RelmapException refused
                        && refused.code() == ErrorCode.PENDING_CHILD_OF_DELETED_PARENT
                        && !Objects.equals(recorded, actual.error());
        boolean sortedFirst =
                errors.contains("circular-dependency")
                        && actual.failure() instanceof MissingKeyException;
        boolean refusedAgain =
                recorded == null
                        && "single-parent".equals(actual.error())
                        && errors.contains("single-parent");
        boolean written = actual.error() == null;
        return met("UW-123", goneRow)
                || met("UW-121", unmatched)
                || met("CA-23", newMember)
                || met("UW-32", sortedFirst)
                || met("AT-26", refusedAgain)
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
