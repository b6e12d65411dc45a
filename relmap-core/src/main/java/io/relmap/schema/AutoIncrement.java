package io.relmap.schema;

/** Whether the database makes a key column's value (spec RC-20). */
public enum AutoIncrement {
    /** A single integer key without foreign key or default is generated. */
    AUTO,
    /** This column is generated. */
    TRUE,
    /** Never generated. */
    FALSE,
    /** As {@link #AUTO}, in spite of a foreign key. */
    IGNORE_FK
}
