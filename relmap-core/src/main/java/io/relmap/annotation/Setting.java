package io.relmap.annotation;

/** A switch that may be left alone: it then has the default, or what it inherits. */
public enum Setting {
    /** Nothing is said. */
    DEFAULT,
    /** It is so. */
    ON,
    /** It is not so. */
    OFF
}
