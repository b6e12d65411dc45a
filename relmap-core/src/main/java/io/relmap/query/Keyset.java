package io.relmap.query;

import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.ColumnReader;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.schema.Column;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.Operator;
import io.relmap.sql.Ordering;
import io.relmap.type.Numbers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that an order goes by, and the key behind them, so that no two objects are in the same place. None of
 * them can be null, since null is neither before nor behind anything: such rows would be left out without a word.
 */
final class Keyset {

    private final Mapper mapper;
    private final Map<ColumnAttribute, Ordering.Direction> terms = new LinkedHashMap<>();

    Keyset(Scope scope, List<Ordering> orders) {
        mapper = scope.mapper();
        for (Ordering order : orders) {
            ColumnAttribute attribute =
                    order.expression() instanceof ColumnRef ref && ref.source().equals(scope.root())
                            ? mapper.findAttribute(ref.column())
                            : null;
            if (attribute == null || order.nulls() != Ordering.Nulls.DEFAULT) {
                throw impossible(
                        "one of its terms is something else. Order by attributes of "
                                + mapper
                                + " itself, as they are, without nulls first or last");
            }
            terms.putIfAbsent(attribute, order.direction());
        }
        mapper.identity().forEach(key -> terms.putIfAbsent(key, Ordering.Direction.ASCENDING));
        terms.keySet().forEach(this::requireNotNull);
    }

    private void requireNotNull(ColumnAttribute attribute) {
        if (attribute.column().nullable() && !attribute.column().primaryKey()) {
            throw impossible(
                    mapper
                            + "."
                            + attribute
                            + " may be null, and null has no place in it. Say @Column(nullable ="
                            + " false), or read pages by offset()");
        }
    }

    private InvalidRequestException impossible(String what) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                "A window of the query for "
                        + mapper
                        + " begins behind the values of the order, but "
                        + what
                        + ".");
    }

    /** The order, complete; the other way round for reading back. */
    List<Ordering> orderings(Scope scope, boolean backward) {
        List<Ordering> orderings = new ArrayList<>();
        terms.forEach(
                (attribute, direction) ->
                        orderings.add(
                                new Ordering(
                                        column(scope, attribute),
                                        isAscending(direction) != backward
                                                ? Ordering.Direction.ASCENDING
                                                : Ordering.Direction.DESCENDING,
                                        Ordering.Nulls.DEFAULT)));
        return orderings;
    }

    /** What is behind the position, or before it; the first attribute that differs decides. */
    ConditionNode beyond(Position position, boolean backward) {
        Map<ColumnAttribute, Literal> values = values(position);
        return new ConditionNode() {
            @Override
            Expression expression(Scope scope) {
                List<Expression> alternatives = new ArrayList<>();
                List<Expression> same = new ArrayList<>();
                values.forEach(
                        (attribute, value) -> {
                            ColumnRef column = column(scope, attribute);
                            boolean greater = isAscending(terms.get(attribute)) != backward;
                            List<Expression> decided = new ArrayList<>(same);
                            decided.add(
                                    new Binary(column, greater ? Operator.GT : Operator.LT, value));
                            alternatives.add(Logical.and(decided));
                            same.add(Binary.eq(column, value));
                        });
                return Logical.or(alternatives);
            }

            @Override
            public String toString() {
                return (backward ? "before " : "after ") + position;
            }
        };
    }

    private Map<ColumnAttribute, Literal> values(Position position) {
        Map<ColumnAttribute, Literal> values = new LinkedHashMap<>();
        for (ColumnAttribute attribute : terms.keySet()) {
            Object value = position.values().get(attribute.name());
            Class<?> type = attribute.codec().javaType();
            if (value instanceof Number number) {
                value = Numbers.as(number, type);
            }
            if (!type.isInstance(value)) {
                throw impossible(
                        "the position has no value of type "
                                + type.getName()
                                + " for \""
                                + attribute
                                + "\". Take it from a window of a query with the same order");
            }
            values.put(attribute, new Literal(value, ColumnPlace.type(attribute)));
        }
        return values;
    }

    /** The columns that say where a row stands. */
    List<ColumnRef> columns(Scope scope) {
        return terms.keySet().stream().map(attribute -> column(scope, attribute)).toList();
    }

    /**
     * Where a row stands, by its first columns: objects may say something else, by changes that others made or since the
     * database keeps fewer digits.
     */
    Position of(ResultSet row, Dialect dialect) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        int place = 1;
        for (ColumnAttribute attribute : terms.keySet()) {
            Column column = attribute.column();
            Object value =
                    ColumnReader.read(
                            dialect.codec(column.type(), attribute.codec()),
                            row,
                            place++,
                            mapper,
                            attribute.name(),
                            column);
            if (value == null) {
                throw impossible("there is a row without \"" + attribute + "\"");
            }
            values.put(attribute.name(), value);
        }
        return new Position(values);
    }

    private static ColumnRef column(Scope scope, ColumnAttribute attribute) {
        return RelationshipConditions.plain(scope.root(), attribute.column());
    }

    private static boolean isAscending(Ordering.@Nullable Direction direction) {
        return direction == Ordering.Direction.ASCENDING;
    }
}
