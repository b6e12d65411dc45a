package io.relmap.load;

import io.relmap.state.IdentityKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The objects that one load created at one place, with what later loads of them go by (spec LO-115, PE-1). It
 * holds keys, not objects: who drops an object is not kept from it. Not thread-safe.
 */
final class LoadGroup {

    private final LoadOptions options;
    private final boolean batches;
    private final List<IdentityKey> members = new ArrayList<>();

    /**
     * @param options what the query says of the relationships of these objects
     * @param batches whether a lazy load may take siblings along
     */
    LoadGroup(LoadOptions options, boolean batches) {
        this.options = options;
        this.batches = batches;
    }

    LoadOptions options() {
        return options;
    }

    boolean batches() {
        return batches;
    }

    void add(IdentityKey member) {
        members.add(member);
    }

    /** In the order of their rows. */
    List<IdentityKey> members() {
        return Collections.unmodifiableList(members);
    }
}
