package io.relmap.annotation;

/** Whether changes in memory are carried to the other side (spec RC-117). */
public enum SyncBackref {
    /** They are, unless either side is view-only. */
    DEFAULT,
    /** They are; an error where either side is view-only. */
    ON,
    /** They are not. */
    OFF
}
