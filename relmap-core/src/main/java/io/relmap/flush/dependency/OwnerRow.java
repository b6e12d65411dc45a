package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import java.util.List;

/**
 * One owner whose relationship is ordered row by row.
 *
 * @param row the owner
 * @param action what is done with the owner's row: a row action if its entity lies on a cycle, else that of
 *     the whole entity
 * @param related the rows related to it, or the whole target entity, twice, if that lies on no cycle
 */
@Internal
public record OwnerRow(FlushRow row, Action action, List<Related> related) {

    public OwnerRow {
        related = List.copyOf(related);
    }

    /**
     * A related row.
     *
     * @param action what is done with it
     * @param fate whether it is deleted
     */
    public record Related(Action action, Action.Fate fate) {

        boolean isDeleted() {
            return fate == Action.Fate.IS_DELETED;
        }
    }
}
