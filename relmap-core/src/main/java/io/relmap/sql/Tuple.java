package io.relmap.sql;

import java.util.List;

/**
 * A row value.
 *
 * @param items its parts
 */
public record Tuple(List<Expression> items) implements Expression {

    public Tuple {
        items = List.copyOf(items);
    }
}
