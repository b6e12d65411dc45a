package io.relmap.observe;

/** How much of the values that are bound to statements is to be seen in logs, events and exceptions. */
public enum ShownValues {

    /** Nothing. */
    NONE,

    /** What kind each value is and how long, such as {@code String(12)}; null is told from a value. The default. */
    REDACTED,

    /** The values themselves: for development, where no log leaves the machine. */
    FULL
}
