package io.relmap.observe;

import org.jspecify.annotations.Nullable;

/**
 * A relationship that one transaction has loaded lazily again and again (spec PE-3).
 *
 * @param relationship the relationship, as {@code Author.books}
 * @param loads how many statements were sent for it, without any that was refused
 * @param origin the query that loaded the objects that it was read of, as {@code query for Author}; for objects that
 *     a lazy load brought, the query that this began at; null where the session did not load them
 * @param where the place in the program that began it, or null where it is not known
 * @param remedy what to write instead
 */
public record RepeatedLazyLoad(
        String relationship,
        long loads,
        @Nullable String origin,
        @Nullable StackTraceElement where,
        String remedy) {

    /** All of it in a sentence or two. */
    @Override
    public String toString() {
        return relationship
                + " was loaded lazily "
                + loads
                + (loads == 1 ? " time" : " times")
                + " in one transaction"
                + (origin == null ? "" : ", for objects of the " + origin)
                + (where == null ? "" : ", first at " + where)
                + ". "
                + remedy;
    }
}
