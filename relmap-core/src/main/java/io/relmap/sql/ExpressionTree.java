package io.relmap.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Walks expressions and makes changed copies of them. A subquery's own columns are left alone; columns
 * of the statement around it that it uses count as occurrences of that statement.
 */
public final class ExpressionTree {

    private ExpressionTree() {}

    /** The operands from left to right; none for leaves and subqueries. */
    public static List<Expression> children(Expression expression) {
        if (expression instanceof Binary e) {
            return List.of(e.left(), e.right());
        } else if (expression instanceof Logical e) {
            return e.terms();
        } else if (expression instanceof Not e) {
            return List.of(e.operand());
        } else if (expression instanceof Negative e) {
            return List.of(e.operand());
        } else if (expression instanceof FunctionCall e) {
            return e.arguments();
        } else if (expression instanceof Cast e) {
            return List.of(e.operand());
        } else if (expression instanceof Between e) {
            return List.of(e.operand(), e.low(), e.high());
        } else if (expression instanceof InList e) {
            return Stream.concat(Stream.of(e.operand()), e.items().stream()).toList();
        } else if (expression instanceof InParameter e) {
            return e.operands();
        } else if (expression instanceof IsNull e) {
            return List.of(e.operand());
        } else if (expression instanceof IsTrue e) {
            return List.of(e.operand());
        } else if (expression instanceof Tuple e) {
            return e.items();
        } else if (expression instanceof Distinct e) {
            return List.of(e.operand());
        } else if (expression instanceof Collate e) {
            return List.of(e.operand());
        }
        return List.of();
    }

    /** Whether values are bound in it, so that a database cannot tell two occurrences for the same. */
    public static boolean hasValues(Expression expression) {
        return expression instanceof Parameter
                || expression instanceof Literal
                || children(expression).stream().anyMatch(ExpressionTree::hasValues);
    }

    /** Every occurrence of a column from left to right, repetitions included. */
    public static List<ColumnRef> columns(Expression expression) {
        List<ColumnRef> found = new ArrayList<>();
        mapColumns(
                expression,
                ref -> {
                    found.add(ref);
                    return ref;
                });
        return List.copyOf(found);
    }

    /** Whether some occurrence of a column satisfies the test. */
    public static boolean anyColumn(Expression expression, Predicate<ColumnRef> test) {
        return columns(expression).stream().anyMatch(test);
    }

    /** A copy in which every occurrence of a column is replaced, visited from left to right. */
    public static Expression mapColumns(
            Expression expression, Function<ColumnRef, ? extends Expression> replacement) {
        return map(
                expression,
                leaf -> {
                    if (leaf instanceof ColumnRef ref) {
                        return replacement.apply(ref);
                    } else if (leaf instanceof Exists exists) {
                        return new Exists(mapOuterColumns(exists.select(), replacement));
                    } else if (leaf instanceof ScalarSubquery scalar) {
                        return new ScalarSubquery(mapOuterColumns(scalar.select(), replacement));
                    }
                    return leaf;
                });
    }

    /** A copy with this role added to every occurrence of a column. */
    public static Expression withRole(Expression expression, ColumnRole role) {
        return mapColumns(expression, ref -> ref.with(role));
    }

    /** A copy whose columns have no roles: what a statement says once the join is understood. */
    public static Expression withoutRoles(Expression expression) {
        return mapColumns(expression, ref -> ref.withRoles(Set.of()));
    }

    /** A copy in which every leaf (column, value, subquery) is replaced. */
    public static Expression map(
            Expression expression, Function<Expression, ? extends Expression> leaf) {
        Function<Expression, Expression> inner = child -> map(child, leaf);
        if (expression instanceof Binary e) {
            Expression left = inner.apply(e.left());
            return new Binary(left, e.operator(), inner.apply(e.right()), e.escape());
        } else if (expression instanceof Logical e) {
            return new Logical(e.connective(), each(e.terms(), inner));
        } else if (expression instanceof Not e) {
            return new Not(inner.apply(e.operand()));
        } else if (expression instanceof Negative e) {
            return new Negative(inner.apply(e.operand()));
        } else if (expression instanceof FunctionCall e) {
            return new FunctionCall(e.name(), each(e.arguments(), inner), e.comparison());
        } else if (expression instanceof Cast e) {
            return new Cast(inner.apply(e.operand()), e.type());
        } else if (expression instanceof Between e) {
            Expression operand = inner.apply(e.operand());
            Expression low = inner.apply(e.low());
            return new Between(operand, low, inner.apply(e.high()), e.negated());
        } else if (expression instanceof InList e) {
            Expression operand = inner.apply(e.operand());
            return new InList(operand, each(e.items(), inner), e.negated());
        } else if (expression instanceof InParameter e) {
            return new InParameter(each(e.operands(), inner), e.parameter(), e.negated());
        } else if (expression instanceof IsNull e) {
            return new IsNull(inner.apply(e.operand()), e.negated());
        } else if (expression instanceof IsTrue e) {
            return new IsTrue(inner.apply(e.operand()), e.expected(), e.negated());
        } else if (expression instanceof Tuple e) {
            return new Tuple(each(e.items(), inner));
        } else if (expression instanceof Distinct e) {
            return new Distinct(inner.apply(e.operand()));
        } else if (expression instanceof Collate e) {
            return new Collate(inner.apply(e.operand()), e.collation());
        }
        return leaf.apply(expression);
    }

    private static List<Expression> each(
            List<Expression> expressions, Function<Expression, Expression> change) {
        return expressions.stream().map(change).toList();
    }

    /** Replaces the columns of a subquery that belong to the statement around it. */
    private static Select mapOuterColumns(
            Select select, Function<ColumnRef, ? extends Expression> replacement) {
        Set<TableRef> own =
                select.from().stream().flatMap(FromItems::tables).collect(Collectors.toSet());
        Function<ColumnRef, Expression> outer =
                ref -> own.contains(ref.source()) ? ref : replacement.apply(ref);
        Function<Expression, Expression> change = e -> mapColumns(e, outer);
        return new Select(
                select.items().stream()
                        .map(i -> new SelectItem(change.apply(i.expression()), i.label()))
                        .toList(),
                select.from().stream().map(item -> FromItems.mapOn(item, change)).toList(),
                mapped(select.where(), change),
                each(select.groupBy(), change),
                mapped(select.having(), change),
                select.orderBy().stream()
                        .map(
                                o ->
                                        new Ordering(
                                                change.apply(o.expression()),
                                                o.direction(),
                                                o.nulls()))
                        .toList(),
                select.distinct(),
                select.limit(),
                select.offset(),
                select.lock());
    }

    private static @Nullable Expression mapped(
            @Nullable Expression expression, Function<Expression, Expression> change) {
        return expression == null ? null : change.apply(expression);
    }
}
