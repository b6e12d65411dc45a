package io.relmap.session;

import org.jspecify.annotations.Nullable;

/**
 * How a session behaves. Immutable; each {@code with...} method gives a changed copy.
 *
 * @param autoflush whether changes are written before a query or a load that sends SQL (spec SE-35)
 * @param expireOnCommit whether objects are reloaded after a commit (spec SE-24)
 * @param readOnly whether a flush does nothing, so that no change is ever written
 * @param cascadeBackrefs replaces the setting of all relationships (spec CA-11), or null
 * @param closeResetsOnly whether the session may be used again after {@code close} (spec SE-15)
 */
public record SessionOptions(
        boolean autoflush,
        boolean expireOnCommit,
        boolean readOnly,
        @Nullable Boolean cascadeBackrefs,
        boolean closeResetsOnly) {

    private static final SessionOptions DEFAULTS =
            new SessionOptions(true, true, false, null, true);

    /** Autoflush and expiry on commit are on, the session writes, and can be used again after close. */
    public static SessionOptions defaults() {
        return DEFAULTS;
    }

    /** With autoflush on or off. */
    public SessionOptions withAutoflush(boolean value) {
        return new SessionOptions(
                value, expireOnCommit, readOnly, cascadeBackrefs, closeResetsOnly);
    }

    /** With expiry on commit on or off. */
    public SessionOptions withExpireOnCommit(boolean value) {
        return new SessionOptions(autoflush, value, readOnly, cascadeBackrefs, closeResetsOnly);
    }

    /** Read-only, or not. */
    public SessionOptions withReadOnly(boolean value) {
        return new SessionOptions(
                autoflush, expireOnCommit, value, cascadeBackrefs, closeResetsOnly);
    }

    /** With one answer for all relationships, or with null as each relationship says. */
    public SessionOptions withCascadeBackrefs(@Nullable Boolean value) {
        return new SessionOptions(autoflush, expireOnCommit, readOnly, value, closeResetsOnly);
    }

    /** Usable again after close, or closed for good. */
    public SessionOptions withCloseResetsOnly(boolean value) {
        return new SessionOptions(autoflush, expireOnCommit, readOnly, cascadeBackrefs, value);
    }
}
