package io.relmap.load;

import io.relmap.annotation.Internal;
import io.relmap.sql.Expression;
import io.relmap.sql.Logical;
import io.relmap.sql.TableRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rows of an entity must satisfy to be loaded, beside what leads to them (spec LO-61, LO-117). Equal to another
 * one only if both ask for the same.
 */
@Internal
@FunctionalInterface
public interface Criterion {

    /**
     * The condition on the rows of a table.
     *
     * @param table where the entity's table stands in the statement
     * @param aliases the names that the statement uses already
     */
    Expression at(TableRef table, Aliases aliases);

    /** What both ask for; null if neither asks for anything. */
    static @Nullable Criterion both(@Nullable Criterion one, @Nullable Criterion other) {
        if (one == null || one.equals(other)) {
            return other;
        }
        return other == null ? one : new Both(one, other);
    }

    /** Two of them. */
    record Both(Criterion one, Criterion other) implements Criterion {

        @Override
        public Expression at(TableRef table, Aliases aliases) {
            return Logical.and(List.of(one.at(table, aliases), other.at(table, aliases)));
        }
    }
}
