package io.relmap.query;

import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.LoadException;
import io.relmap.error.RelmapException;
import io.relmap.load.Aliases;
import io.relmap.load.ColumnReader;
import io.relmap.mapping.Mapper;
import io.relmap.sql.Aggregates;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.ItemLabel;
import io.relmap.sql.Ordering;
import io.relmap.sql.Select;
import io.relmap.type.Codec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that each row of a query has, and by what rows are grouped. */
final class SelectedValues {

    private final Mapper mapper;
    private final Aliases aliases;
    private final List<QueryText> values;
    private final List<Expression> groups;
    private final Map<Expression, ItemLabel> labels = new HashMap<>();
    private final List<Expression> items;
    private final boolean grouped;

    SelectedValues(List<String> texts, Grouping grouping, Scope scope) {
        this(
                texts.stream().map(text -> QueryText.value(text, "select", scope)).toList(),
                scope,
                grouping);
    }

    SelectedValues(List<QueryText> values, Scope scope, Grouping grouping) {
        mapper = scope.mapper();
        aliases = scope.aliases();
        this.values = values;
        groups = grouping.groups(scope).stream().map(QueryText::expression).toList();
        grouped =
                !grouping.isEmpty()
                        || values.stream().anyMatch(v -> Aggregates.contains(v.expression()));
        for (Expression group : groups) {
            if (ExpressionTree.hasValues(group) && expressions().contains(group)) {
                labels.put(group, new ItemLabel(scope.aliases().next("group")));
            }
        }
        items = new ArrayList<>();
        for (Expression value : expressions()) {
            // a label names one column: what has one is read from there each time
            if (!labels.containsKey(value) || !items.contains(value)) {
                items.add(value);
            }
        }
        if (grouped) {
            values.forEach(value -> requireOfGroup(value.expression(), "select", value.text()));
            grouping.conditions(scope)
                    .forEach(c -> requireOfGroup(c.expression(), "having", c.text()));
        }
    }

    /** The values as they stand in the statement. */
    List<Expression> expressions() {
        return values.stream().map(QueryText::expression).toList();
    }

    /** Puts values, groups and order into a statement. */
    void addTo(Select.Builder select, List<Ordering> orders) {
        orders.forEach(order -> labelOrdered(order.expression()));
        for (Expression item : items) {
            ItemLabel label = labels.get(item);
            if (label == null) {
                select.item(item);
            } else {
                select.item(item, label.label());
            }
        }
        groups.forEach(group -> select.groupBy(labelled(group)));
        if (!grouped) {
            QueryStatements.refuseAggregates(mapper, orders);
        }
        for (Ordering order : orders) {
            if (grouped) {
                requireOfGroup(order.expression(), "orderBy", null);
            }
            select.orderBy(
                    new Ordering(labelled(order.expression()), order.direction(), order.nulls()));
        }
    }

    /** DISTINCT takes an order by selected values alone, and with bound values only their label says that they are. */
    private void labelOrdered(Expression expression) {
        if (ExpressionTree.hasValues(expression) && Collections.frequency(items, expression) == 1) {
            labels.computeIfAbsent(expression, each -> new ItemLabel(aliases.next("value")));
        }
    }

    private Expression labelled(Expression expression) {
        ItemLabel label = labels.get(expression);
        return label == null ? expression : label;
    }

    private void requireOfGroup(Expression expression, String part, @Nullable String text) {
        boolean labelled = !part.equals("having") && labels.containsKey(expression);
        if (labelled || isOfGroup(expression)) {
            return;
        }
        String remedy =
                groups.stream()
                                .anyMatch(
                                        group ->
                                                ExpressionTree.hasValues(group)
                                                        && contains(expression, group))
                        ? "Rows are grouped by something computed with values, which the database"
                                + " knows as a whole only: select it in the same words, and use it"
                                + " in no other expression."
                        : "Add it to groupBy(), in the same words, or take an aggregate of it, such"
                                + " as max().";
        throw new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                "In the query for "
                        + mapper
                        + ", "
                        + part
                        + (text == null ? "" : " \"" + text + "\"")
                        + " speaks of single rows, but rows are grouped: there is an aggregate,"
                        + " groupBy() or having(). "
                        + remedy);
    }

    private static boolean contains(Expression expression, Expression part) {
        return expression.equals(part)
                || ExpressionTree.children(expression).stream()
                        .anyMatch(child -> contains(child, part));
    }

    private boolean isOfGroup(Expression expression) {
        if ((groups.contains(expression) && !ExpressionTree.hasValues(expression))
                || Aggregates.isAggregate(expression)) {
            return true;
        }
        List<Expression> children = ExpressionTree.children(expression);
        return children.isEmpty()
                ? ExpressionTree.columns(expression).isEmpty()
                : children.stream().allMatch(this::isOfGroup);
    }

    /** Reads rows of the statement. */
    RowValues reader(Dialect dialect) {
        List<@Nullable Codec<Object>> codecs = new ArrayList<>();
        for (QueryText value : values) {
            codecs.add(ResultType.codec(value.expression(), value.places(), dialect));
        }
        int[] columns = columns();
        return row -> {
            @Nullable Object[] read = new Object[codecs.size()];
            for (int i = 0; i < read.length; i++) {
                read[i] = read(codecs.get(i), row, columns[i], values.get(i));
            }
            return read;
        };
    }

    /** The column of the statement that each value is read from. */
    private int[] columns() {
        int[] columns = new int[values.size()];
        int next = 1;
        for (int i = 0; i < columns.length; i++) {
            Expression value = values.get(i).expression();
            boolean repeated = labels.containsKey(value) && expressions().indexOf(value) < i;
            columns[i] = repeated ? columns[expressions().indexOf(value)] : next++;
        }
        return columns;
    }

    private @Nullable Object read(
            @Nullable Codec<Object> codec, ResultSet row, int column, QueryText value)
            throws SQLException {
        if (codec == null) {
            return row.getObject(column);
        }
        ColumnPlace place =
                value.expression() instanceof ColumnRef ref ? value.places().get(ref) : null;
        if (place != null) {
            return ColumnReader.read(
                    codec, row, column, mapper, value.text(), place.attribute().column());
        }
        try {
            return codec.read(row, column);
        } catch (RelmapException known) {
            throw known;
        } catch (RuntimeException unknown) {
            throw new LoadException(
                    ErrorCode.UNREADABLE_VALUE,
                    "The query for "
                            + mapper
                            + " cannot read \""
                            + value.text()
                            + "\" as a "
                            + codec.javaType().getName()
                            + ": "
                            + unknown.getMessage()
                            + ". Say with cast what it is.",
                    unknown);
        }
    }

    /** Reads one row. */
    @FunctionalInterface
    interface RowValues {

        /** The values of the row that the result stands on. */
        @Nullable Object[] of(ResultSet row) throws SQLException;
    }
}
