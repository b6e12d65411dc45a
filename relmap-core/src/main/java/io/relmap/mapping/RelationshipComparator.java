package io.relmap.mapping;

import io.relmap.sql.Expression;
import io.relmap.sql.TableRef;

/**
 * Has a say in what comparisons of one relationship mean in queries: it gets the expression that relmap would
 * use, and returns the one to use. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface RelationshipComparator {

    /**
     * What a comparison becomes.
     *
     * @param comparison what is compared, and how
     * @param builtIn what relmap makes of it
     * @return the condition to use: {@code builtIn}, something around it, or another one
     */
    Expression compare(Comparison comparison, Expression builtIn);

    /** How a relationship can be compared (spec QU-10 to QU-14). */
    enum Operation {
        EQ,
        NE,
        IN,
        IS_NULL,
        IS_NOT_NULL,
        ANY,
        HAS,
        CONTAINS
    }

    /**
     * A comparison of a relationship in a query.
     *
     * @param operation how it is compared
     * @param relationship the relationship
     * @param owner where its owner's table stands in the statement: columns of it are {@code new
     *     ColumnRef(owner, column, Set.of())}
     */
    record Comparison(Operation operation, Relationship relationship, TableRef owner) {}
}
