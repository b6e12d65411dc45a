package io.relmap.observe;

/**
 * A change of one relationship of one object, before it happens (spec AT-20, AT-23).
 *
 * @param owner the object that has the attribute
 * @param attribute the attribute's name
 * @param operation what the program did, here or on the other side
 * @param origin where it did it
 */
public record AttributeEvent(Object owner, String attribute, Operation operation, Origin origin) {

    /** What a program does to an attribute. */
    public enum Operation {
        APPEND,
        REMOVE,
        REPLACE,
        BULK_REPLACE
    }

    /** Where a program changed something. */
    public enum Origin {
        /** On this very attribute. */
        HERE,
        /** On another one: the change comes from the other side. */
        OTHER_SIDE
    }
}
