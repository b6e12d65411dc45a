package io.relmap.flush.change;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorCode;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;

/** Recognises new objects that take over the row of one that is being deleted (spec UW-100). */
@Internal
public final class RowSwitch {

    private RowSwitch() {}

    /**
     * Looks whether a new object has the key of a persistent one: if that is being deleted by this flush, the
     * new one takes over its row; if not, the database will refuse the INSERT, and a warning says why (UW-83).
     */
    public static void detect(FlushSet set, FlushRow row) {
        IdentityKey key = row.isNew() ? row.currentKey() : null;
        InstanceState holder = key == null ? null : set.context().identityMap().get(key);
        if (holder == null || holder == row.state()) {
            return;
        }
        FlushRow old = set.find(holder);
        if (old != null && old.isDeleting()) {
            if (!old.isListedOnly()) {
                row.switchFrom(old);
            }
        } else {
            set.context()
                    .warn(
                            ErrorCode.IDENTITY_CONFLICT,
                            row
                                    + " is new but has the key of "
                                    + holder
                                    + ", which is persistent. Change that one, merge, or delete it");
        }
    }
}
