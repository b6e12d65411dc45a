package io.relmap.session;

import org.jspecify.annotations.Nullable;

/**
 * How a session behaves. Immutable; each {@code with...} method gives a changed copy.
 *
 * @param autoflush whether changes are written before a query or a load that sends SQL (spec SE-35)
 * @param expireOnCommit whether objects are reloaded after a commit (spec SE-24)
 * @param readOnly whether a flush does nothing, so that no change is ever written
 * @param cascadeBackrefs replaces the setting of all relationships (spec CA-11), or null
 * @param expireClearsFields whether what is expired shows null in the fields of objects instead of the value that
 *     was known last, but for primitive fields and those of the key (spec SE-54)
 * @param weakAfterTransaction whether objects are held only as long as the program holds them, from the end of a
 *     transaction until they are asked for again (spec SE-45)
 * @param closeResetsOnly whether the session may be used again after {@code close} (spec SE-15)
 */
public record SessionOptions(
        boolean autoflush,
        boolean expireOnCommit,
        boolean readOnly,
        @Nullable Boolean cascadeBackrefs,
        boolean expireClearsFields,
        boolean weakAfterTransaction,
        boolean closeResetsOnly) {

    private static final SessionOptions DEFAULTS =
            new SessionOptions(true, true, false, null, false, false, true);

    /** Autoflush and expiry on commit are on, the session writes, and can be used again after close. */
    public static SessionOptions defaults() {
        return DEFAULTS;
    }

    /** With autoflush on or off. */
    public SessionOptions withAutoflush(boolean value) {
        return new SessionOptions(
                value,
                expireOnCommit,
                readOnly,
                cascadeBackrefs,
                expireClearsFields,
                weakAfterTransaction,
                closeResetsOnly);
    }

    /** With expiry on commit on or off. */
    public SessionOptions withExpireOnCommit(boolean value) {
        return new SessionOptions(
                autoflush,
                value,
                readOnly,
                cascadeBackrefs,
                expireClearsFields,
                weakAfterTransaction,
                closeResetsOnly);
    }

    /** Read-only, or not. */
    public SessionOptions withReadOnly(boolean value) {
        return new SessionOptions(
                autoflush,
                expireOnCommit,
                value,
                cascadeBackrefs,
                expireClearsFields,
                weakAfterTransaction,
                closeResetsOnly);
    }

    /** With one answer for all relationships, or with null as each relationship says. */
    public SessionOptions withCascadeBackrefs(@Nullable Boolean value) {
        return new SessionOptions(
                autoflush,
                expireOnCommit,
                readOnly,
                value,
                expireClearsFields,
                weakAfterTransaction,
                closeResetsOnly);
    }

    /**
     * With what is expired shown as null, or as it was known last. Null makes it seen that a value has to be read by
     * {@code Inspect} or reloaded; but an edit to null is no edit then.
     */
    public SessionOptions withExpireClearsFields(boolean value) {
        return new SessionOptions(
                autoflush,
                expireOnCommit,
                readOnly,
                cascadeBackrefs,
                value,
                weakAfterTransaction,
                closeResetsOnly);
    }

    /**
     * With objects held by the program alone between transactions, or by the session. Holding them less lets a session
     * that stays open for long run in little memory; but of an object that the program got before, edits in plain
     * fields are lost without a word if it lets go of the object before the next flush. {@link Session#evictClean}
     * does not have that danger.
     */
    public SessionOptions withWeakAfterTransaction(boolean value) {
        return new SessionOptions(
                autoflush,
                expireOnCommit,
                readOnly,
                cascadeBackrefs,
                expireClearsFields,
                value,
                closeResetsOnly);
    }

    /** Usable again after close, or closed for good. */
    public SessionOptions withCloseResetsOnly(boolean value) {
        return new SessionOptions(
                autoflush,
                expireOnCommit,
                readOnly,
                cascadeBackrefs,
                expireClearsFields,
                weakAfterTransaction,
                value);
    }
}
