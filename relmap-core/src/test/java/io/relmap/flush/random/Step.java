package io.relmap.flush.random;

/**
 * What a program does to the objects, which it names by their numbers. A step that cannot be done, since others
 * before it were taken out, is passed over.
 */
sealed interface Step {

    /** Makes an object. */
    record Make(int number, int table, boolean addedAtOnce) implements Step {}

    /** Sets a column; the columns of a key are set as any other. */
    record Put(int thing, String column, Object value) implements Step {}

    /** Has one object refer to another. */
    record Point(int link, int holder, int target, boolean fromHolder, boolean addsFirst)
            implements Step {}

    /** Has one object refer to none. */
    record Clear(int link, int holder, boolean fromHolder) implements Step {}

    /** Links two objects by a row of their own. */
    record Pair(int pairing, int left, int right, boolean fromLeft) implements Step {}

    /** Takes such a row away. */
    record Part(int pairing, int left, int right, boolean fromLeft) implements Step {}

    /** Deletes an object. */
    record Delete(int thing) implements Step {}

    /** Reads a relationship of an object, so that it is loaded. */
    record Read(int thing, String attribute) implements Step {}
}
