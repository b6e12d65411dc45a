package io.relmap.attribute;

/** What a chain of events began with (spec AT-23). For a reference, APPEND and REPLACE are one. */
public enum Operation {
    APPEND,
    REMOVE,
    REPLACE,
    BULK_REPLACE
}
