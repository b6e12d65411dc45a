package io.relmap.load;

import io.relmap.sql.DerivedTable;
import io.relmap.sql.Exists;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.ExpressionTypes;
import io.relmap.sql.FromItem;
import io.relmap.sql.InList;
import io.relmap.sql.InParameter;
import io.relmap.sql.JoinItem;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.NativeTable;
import io.relmap.sql.Not;
import io.relmap.sql.Ordering;
import io.relmap.sql.Parameter;
import io.relmap.sql.ScalarSubquery;
import io.relmap.sql.Select;
import io.relmap.sql.SelectItem;
import io.relmap.sql.SubqueryColumn;
import io.relmap.sql.SubqueryRef;
import io.relmap.type.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query's statement without its values: what is planned and written once for all queries that differ by values alone.
 * Values that are written into the text, NULL and truth values, belong to the shape. A list of values has one shape for
 * all lengths (spec PE-2).
 *
 * @param select the statement, with parameters for the values
 * @param values the values by parameter
 */
record QueryShape(Select select, Map<Object, Object> values) {

    /** Tells the parameters of one statement apart: equal in all statements of one shape. */
    private record Place(int number) {}

    static QueryShape of(Select select) {
        Map<Object, Object> values = new HashMap<>();
        return new QueryShape(new Extraction(values, new HashMap<>()).select(select), values);
    }

    /** Takes the values out of one statement. */
    private record Extraction(
            Map<Object, Object> values, Map<SubqueryRef, SubqueryRef> subqueries) {

        Select select(Select select) {
            return new Select(
                    select.items().stream()
                            .map(i -> new SelectItem(required(i.expression()), i.label()))
                            .toList(),
                    select.from().stream().map(this::from).toList(),
                    expression(select.where()),
                    select.groupBy().stream().map(this::required).toList(),
                    expression(select.having()),
                    select.orderBy().stream().map(this::ordering).toList(),
                    select.distinct(),
                    expression(select.limit()),
                    expression(select.offset()),
                    select.lock());
        }

        private FromItem from(FromItem item) {
            if (item instanceof JoinItem join) {
                FromItem left = from(join.left());
                return new JoinItem(left, join.kind(), from(join.right()), expression(join.on()));
            } else if (item instanceof SubqueryRef subquery) {
                return subquery(subquery);
            } else if (item instanceof DerivedTable derived) {
                return new DerivedTable(derived.place(), select(derived.select()));
            } else if (item instanceof NativeTable table) {
                return new NativeTable(
                        table.place(),
                        table.text(),
                        table.texts(),
                        table.values().stream().map(this::required).toList());
            }
            return item;
        }

        /** The same for all that speaks of it. */
        private SubqueryRef subquery(SubqueryRef given) {
            SubqueryRef known = subqueries.get(given);
            if (known == null) {
                known = new SubqueryRef(select(given.select()), given.alias());
                subqueries.put(given, known);
            }
            return known;
        }

        private Ordering ordering(Ordering term) {
            return new Ordering(required(term.expression()), term.direction(), term.nulls());
        }

        private @Nullable Expression expression(@Nullable Expression expression) {
            return expression == null ? null : required(expression);
        }

        private Expression required(Expression expression) {
            if (expression instanceof Logical e) {
                return new Logical(e.connective(), e.terms().stream().map(this::required).toList());
            } else if (expression instanceof Not e) {
                return new Not(required(e.operand()));
            } else if (expression instanceof InList e) {
                List<Object> list = list(e);
                if (list != null) {
                    return new InParameter(
                            List.of(required(e.operand())), parameter(list, null), e.negated());
                }
            }
            return ExpressionTree.map(expression, this::leaf);
        }

        private Expression leaf(Expression leaf) {
            if (leaf instanceof Exists e) {
                return new Exists(select(e.select()));
            } else if (leaf instanceof ScalarSubquery e) {
                return new ScalarSubquery(select(e.select()));
            } else if (leaf instanceof SubqueryColumn e) {
                return subquery(e.source()).column(e.label());
            } else if (leaf instanceof Literal literal
                    && literal.value() != null
                    && !(literal.value() instanceof Boolean)) {
                return parameter(literal.value(), literal.type());
            }
            return leaf;
        }

        /** The values of a list that are bound as its operand's column takes them; null if it is another list. */
        private static @Nullable List<Object> list(InList list) {
            ColumnType type = ExpressionTypes.typeOf(list.operand());
            List<Object> values = new ArrayList<>(list.items().size());
            for (Expression item : list.items()) {
                if (!(item instanceof Literal literal)
                        || literal.value() == null
                        || type == null
                        || !type.equals(literal.type())) {
                    return null;
                }
                values.add(literal.value());
            }
            return values;
        }

        private Parameter parameter(Object value, @Nullable ColumnType type) {
            Place place = new Place(values.size());
            values.put(place, value);
            return new Parameter(place, type);
        }
    }
}
