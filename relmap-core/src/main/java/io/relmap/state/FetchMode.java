package io.relmap.state;

/** What reading a slot may do (spec AT-6). A read that may not answer gives {@link Unknown#UNKNOWN}. */
public enum FetchMode {
    /** Everything: a program reads. */
    FULL(true, true, true, true),
    /** As {@link #FULL}, without making a default value: history with load. */
    FULL_NO_INIT(true, true, true, false),
    /** Only what is held: plain history, cascades that never load, the flush. */
    NO_INITIALIZE(false, false, false, false),
    /** What is held or in the identity map: writes that arrive through a backref. */
    NO_FETCH(true, false, false, true),
    /** As {@link #FULL}, but a simple many-to-one is looked up in the identity map only. */
    NO_FETCH_RELATED(true, true, false, true),
    /** As {@link #FULL}, for objects with identity only: old values under active history. */
    ONLY_PERSISTENT(true, true, true, true);

    private final boolean identityMap;
    private final boolean ownColumns;
    private final boolean related;
    private final boolean initializes;

    FetchMode(boolean identityMap, boolean ownColumns, boolean related, boolean initializes) {
        this.identityMap = identityMap;
        this.ownColumns = ownColumns;
        this.related = related;
        this.initializes = initializes;
    }

    /** Whether the identity map may be asked. */
    public boolean mayAskIdentityMap() {
        return identityMap;
    }

    /** Whether the owner's own columns may be loaded. */
    public boolean mayLoadColumns() {
        return ownColumns;
    }

    /** Whether related rows may be loaded. */
    public boolean mayLoadRelated() {
        return related;
    }

    /** Whether an absent value of an object without identity becomes null or empty. */
    public boolean mayInitialize() {
        return initializes;
    }
}
