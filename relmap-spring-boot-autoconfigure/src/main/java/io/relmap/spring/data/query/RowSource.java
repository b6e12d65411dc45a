package io.relmap.spring.data.query;

import java.util.List;
import java.util.stream.Stream;

/** Where the rows of a method come from that finds values. */
interface RowSource {

    /** What the values are called, or an empty list if only the rows know. */
    List<String> labels();

    /** Some rows. */
    List<Row> list(MethodArguments arguments, Excerpt part);

    /** Some rows one by one; to be closed. */
    Stream<Row> stream(MethodArguments arguments, Excerpt part);

    /** How many there are. */
    long count(MethodArguments arguments);

    /**
     * Checks that they can be counted.
     *
     * @throws IllegalArgumentException if they cannot
     */
    void requireCount();
}
