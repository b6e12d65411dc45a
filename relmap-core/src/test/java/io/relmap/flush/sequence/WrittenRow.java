package io.relmap.flush.sequence;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One row that was sent to the database.
 *
 * @param verb INSERT, UPDATE or DELETE
 * @param table the table
 * @param set the values that were given, by column
 * @param where what the row was found by, by column
 */
record WrittenRow(
        String verb,
        String table,
        SortedMap<String, @Nullable Object> set,
        SortedMap<String, @Nullable Object> where) {

    /** Stands for a value that the statement computes. */
    static final String COMPUTED = "(computed)";

    WrittenRow(String verb, String table) {
        this(verb, table, new TreeMap<>(), new TreeMap<>());
    }

    /** {@code UPDATE child {parent_id=null} {id=1}}. */
    @Override
    public String toString() {
        return verb + " " + table + " " + set + (where.isEmpty() ? "" : " " + where);
    }

    /** What it has in common with rows of the same statement. */
    String kind() {
        return verb + " " + table + " " + set.keySet();
    }
}
