package io.relmap.query;

import java.util.List;

/**
 * What one call of a loader option says of columns of the entity where it stands (spec LO-114).
 *
 * @param kind what it does
 * @param names the columns, or the groups
 * @param isRefusing whether an access to what is left out is an error
 */
record ColumnOption(Kind kind, List<PathRef> names, boolean isRefusing) {

    /** What an option does with the columns that it names. */
    enum Kind {
        UNDEFER,
        UNDEFER_GROUP,
        DEFER,
        ONLY
    }

    ColumnOption {
        names = List.copyOf(names);
    }

    ColumnOption refusing() {
        return new ColumnOption(kind, names, true);
    }

    /** Whether it leaves columns out. */
    boolean leavesOut() {
        return kind == Kind.DEFER || kind == Kind.ONLY;
    }
}
