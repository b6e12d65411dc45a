package io.relmap.annotation;

/** What is passed on along a relationship (spec CA-1, CA-2). */
public enum Cascade {
    /** Adding an object to a session adds what it refers to. */
    SAVE_UPDATE("save-update"),
    /** Merging an object merges what it refers to. */
    MERGE("merge"),
    /** Taking an object out of a session takes out what it refers to. */
    EXPUNGE("expunge"),
    /** Deleting an object deletes what it refers to. */
    DELETE("delete"),
    /** An object that is taken out of the relationship is deleted. */
    DELETE_ORPHAN("delete-orphan"),
    /** Expiring or refreshing an object expires what it refers to. */
    REFRESH_EXPIRE("refresh-expire"),
    /** All of them but {@link #DELETE_ORPHAN}. */
    ALL("all"),
    /** None, whatever else is named. */
    NONE("none");

    private final String spelling;

    Cascade(String spelling) {
        this.spelling = spelling;
    }

    /** The spelling in text and messages, {@code save-update} for instance. */
    public String spelling() {
        return spelling;
    }
}
