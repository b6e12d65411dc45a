package io.relmap.annotation;

/** Whether a flush fetches what the database put into columns by itself (spec UW-85). */
public enum EagerDefaults {
    /** With an INSERT, where that costs no statement of its own; after an UPDATE the next read fetches them. */
    AUTO,
    /** With each INSERT and UPDATE. */
    TRUE,
    /** Never: the next read of such a column selects it. */
    FALSE
}
