package io.relmap.state;

/** The answer of a read that may not find out (spec AT-6). Never seen by a program. */
public enum Unknown {
    UNKNOWN
}
