package io.relmap.spring.data.query;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.query.ColumnPath;
import io.relmap.query.Condition;
import io.relmap.query.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.Sort;

/**
 * The columns by which a keyset goes: those of the order, and the key behind them, so that no two objects are in the
 * same place. None of them can be null, since null is neither before nor behind anything: such rows would be left out
 * without a word.
 */
final class Keyset {

    private final Mapper mapper;
    private final Map<ColumnAttribute, Sort.Direction> terms = new LinkedHashMap<>();

    Keyset(Mapper mapper, Sort sort) {
        this.mapper = mapper;
        sort.forEach(order -> terms.putIfAbsent(attribute(order), order.getDirection()));
        mapper.identity().forEach(key -> terms.putIfAbsent(key, Sort.Direction.ASC));
    }

    private ColumnAttribute attribute(Sort.Order order) {
        ColumnAttribute attribute = mapper.findColumn(order.getProperty());
        if (attribute == null || order.isIgnoreCase()) {
            throw impossible(
                    "\""
                            + order
                            + "\" is not: sort by columns of "
                            + mapper.entityName()
                            + " itself, as they are");
        }
        if (attribute.column().nullable()) {
            throw impossible(
                    mapper.entityName()
                            + "."
                            + attribute.name()
                            + " may be null, and null has no place in it: say @Column(nullable ="
                            + " false), or scroll by offset");
        }
        return attribute;
    }

    private static InvalidDataAccessApiUsageException impossible(String what) {
        return new InvalidDataAccessApiUsageException(
                "A keyset goes by the values of the order, and " + what);
    }

    /** The order, complete; the other way round for scrolling back. */
    Sort sort(boolean backward) {
        List<Sort.Order> orders = new ArrayList<>();
        terms.forEach(
                (attribute, direction) ->
                        orders.add(
                                new Sort.Order(
                                        direction.isAscending() != backward
                                                ? Sort.Direction.ASC
                                                : Sort.Direction.DESC,
                                        attribute.name())));
        return Sort.by(orders);
    }

    /** What is behind the values, or before them; the first column that differs decides. */
    Condition beyond(Map<String, ?> values, boolean backward) {
        Condition beyond = null;
        Condition same = null;
        for (Map.Entry<ColumnAttribute, Sort.Direction> term : terms.entrySet()) {
            ColumnPath<Object, Object> path = Paths.of(term.getKey().name());
            Object value = values.get(term.getKey().name());
            if (value == null) {
                throw impossible(
                        "the position has no value of "
                                + term.getKey().name()
                                + ": take it from a Window of the same query");
            }
            boolean greater = term.getValue().isAscending() != backward;
            Condition here = greater ? path.gt(value) : path.lt(value);
            Condition decided = same == null ? here : same.and(here);
            beyond = beyond == null ? decided : beyond.or(decided);
            same = same == null ? path.eq(value) : same.and(path.eq(value));
        }
        return Objects.requireNonNull(beyond, "every entity has a key");
    }

    /** Where an object stands. */
    Map<String, @Nullable Object> valuesOf(Object entity) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (ColumnAttribute attribute : terms.keySet()) {
            values.put(attribute.name(), mapper.access().get(entity, attribute.index()));
        }
        return values;
    }
}
