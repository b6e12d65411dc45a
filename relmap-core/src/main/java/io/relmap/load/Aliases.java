package io.relmap.load;

import io.relmap.schema.Table;
import io.relmap.sql.TableRef;
import java.util.HashMap;
import java.util.Map;

/**
 * Names for the tables of one statement: {@code book_1}, {@code book_2}. A program cannot name them, so its
 * conditions never touch what loading joins (spec LO-52). Not thread-safe.
 */
public final class Aliases {

    private final Map<String, Integer> used = new HashMap<>();

    /** No name is taken. */
    public Aliases() {}

    /** The table under a name that nothing else in the statement has. */
    public TableRef next(Table table) {
        return TableRef.of(table, next(table.name()));
    }

    /** A name that begins like this and that nothing else in the statement has. */
    public String next(String stem) {
        return stem + "_" + used.merge(stem, 1, Integer::sum);
    }
}
