package io.relmap.type;

/**
 * Turns the values of a field into values that a column holds and back. Write one for types of your
 * own, and name it with {@code @Convert}. NULL never reaches a converter. Implementations are safe for
 * use by several threads.
 *
 * @param <J> the Java type of the field
 * @param <D> the Java type of what the column holds, one that relmap knows
 */
public interface Converter<J, D> {

    /** The value as the column holds it. */
    D toDatabase(J value);

    /** The value as the field holds it. */
    J toJava(D stored);

    /**
     * Whether values can change in place, as collections do; then changes are found by comparing what
     * the column would hold.
     */
    default boolean mutable() {
        return false;
    }
}
