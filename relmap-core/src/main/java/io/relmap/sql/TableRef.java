package io.relmap.sql;

import io.relmap.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * A table in FROM, by its own name or under an alias.
 *
 * @param table the table
 * @param alias the alias, or null
 */
public record TableRef(Table table, @Nullable String alias) implements FromItem {

    /** The table under its own name. */
    public static TableRef of(Table table) {
        return new TableRef(table, null);
    }

    /** The table under an alias. */
    public static TableRef of(Table table, String alias) {
        return new TableRef(table, alias);
    }

    /** The alias, or the table's name. */
    public String label() {
        return alias == null ? table.name() : alias;
    }
}
