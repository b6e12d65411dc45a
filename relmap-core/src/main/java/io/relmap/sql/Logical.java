package io.relmap.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Conditions under AND or OR. Two or more; nested ones of the same connective are flattened by the
 * factories.
 *
 * @param connective AND or OR
 * @param terms the conditions
 */
public record Logical(Connective connective, List<Expression> terms) implements Expression {

    /** AND or OR. */
    public enum Connective {
        AND,
        OR
    }

    public Logical {
        terms = List.copyOf(terms);
        if (terms.size() < 2) {
            throw new IllegalArgumentException("At least two terms: " + terms);
        }
    }

    /** The terms under AND; a single one stands for itself. */
    public static Expression and(List<? extends Expression> terms) {
        return of(Connective.AND, terms);
    }

    /** The terms under OR; a single one stands for itself. */
    public static Expression or(List<? extends Expression> terms) {
        return of(Connective.OR, terms);
    }

    /** The conjuncts of a condition: itself, if it is no AND. */
    public static List<Expression> conjuncts(Expression condition) {
        return condition instanceof Logical logical && logical.connective == Connective.AND
                ? logical.terms
                : List.of(condition);
    }

    private static Expression of(Connective connective, List<? extends Expression> terms) {
        List<Expression> flat = new ArrayList<>();
        for (Expression term : terms) {
            if (term instanceof Logical logical && logical.connective == connective) {
                flat.addAll(logical.terms);
            } else {
                flat.add(term);
            }
        }
        return flat.size() == 1 ? flat.get(0) : new Logical(connective, flat);
    }
}
