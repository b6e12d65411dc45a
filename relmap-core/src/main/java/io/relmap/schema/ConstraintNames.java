package io.relmap.schema;

import io.relmap.annotation.Internal;
import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of constraints whose checks are put off. {@code SET CONSTRAINTS} takes names only, so a constraint
 * without one gets the name that PostgreSQL itself would give it: tables that relmap did not create have it already.
 */
@Internal
public final class ConstraintNames {

    private static final int LONGEST = 63;

    private ConstraintNames() {}

    /** The name of a foreign key, its own or the database's. */
    public static String of(Table table, ForeignKeyConstraint key) {
        return name(key.name(), table, key.columns(), "fkey");
    }

    /** The name of a unique key, its own or the database's. */
    public static String of(Table table, UniqueConstraint key) {
        return name(key.name(), table, key.columns(), "key");
    }

    /** The name to create a foreign key with; null leaves it to the database. */
    public static @Nullable String toCreate(Table table, ForeignKeyConstraint key) {
        return key.options().deferrable() == Deferrable.INITIALLY_IMMEDIATE
                ? of(table, key)
                : key.name();
    }

    /** The name to create a unique key with; null leaves it to the database. */
    public static @Nullable String toCreate(Table table, UniqueConstraint key) {
        return key.deferrable() == Deferrable.INITIALLY_IMMEDIATE ? of(table, key) : key.name();
    }

    private static String name(
            @Nullable String own, Table table, List<String> columns, String suffix) {
        return own != null
                ? own
                : made(table.tableName().name(), String.join("_", columns), suffix);
    }

    /** What is too long is cut where it is longest, as PostgreSQL does. */
    private static String made(String table, String columns, String suffix) {
        String first = table;
        String second = columns;
        while (bytes(first) + bytes(second) + bytes(suffix) + 2 > LONGEST) {
            if (bytes(first) > bytes(second)) {
                first = first.substring(0, first.length() - 1);
            } else {
                second = second.substring(0, second.length() - 1);
            }
        }
        return first + "_" + second + "_" + suffix;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
