package io.relmap.load;

import io.relmap.schema.Table;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.TableRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Names for the tables of one statement: {@code book_1}, {@code book_2}. A program cannot name them, so its
 * conditions never touch what loading joins (spec LO-52). Not thread-safe.
 */
public final class Aliases {

    private final Map<String, Integer> used = new HashMap<>();
    private final Set<Table> placed = new HashSet<>();

    /** No name is taken. */
    public Aliases() {}

    /** The table under its own name where nothing else in the statement has it, else under another. */
    public TableRef place(Table table) {
        return placed.add(table) ? TableRef.of(table) : next(table);
    }

    /** Tables that stand in the statement under their own names. */
    void reserve(FromItem from) {
        FromItems.tables(from).forEach(ref -> placed.add(ref.table()));
    }

    /** The table under a name that nothing else in the statement has. */
    public TableRef next(Table table) {
        return TableRef.of(table, next(table.name()));
    }

    /** A name that begins like this and that nothing else in the statement has. */
    public String next(String stem) {
        return stem + "_" + used.merge(stem, 1, Integer::sum);
    }
}
