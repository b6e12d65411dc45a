package io.relmap.type;

/** Groups of SQL types whose values compare without a cast (spec RC-81). */
public enum TypeFamily {
    BOOLEAN,
    INTEGER,
    DECIMAL,
    CHARACTER,
    BINARY,
    TEMPORAL,
    UUID,
    OTHER
}
