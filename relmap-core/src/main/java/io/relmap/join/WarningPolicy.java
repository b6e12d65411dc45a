package io.relmap.join;

/** What becomes of warnings when a mapping is built (spec RC-5). */
public enum WarningPolicy {
    /** They are logged and kept for inspection. */
    LOG,
    /** Strict configuration: they are errors. */
    FAIL
}
