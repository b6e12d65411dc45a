package io.relmap.flush.plan;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.ValueTypes;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.state.KeyValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * References from rows to others of their own table that stand in the columns alone: the program has set the keys
 * by hand, or no relationship is mapped over them (spec UW-20, UW-73).
 */
final class OwnReferences {

    private final IdentityHashMap<FlushRow, List<FlushRow>> referred = new IdentityHashMap<>();

    private OwnReferences() {}

    /** The references between new rows, by what the objects hold. */
    static OwnReferences ofNew(Mapper mapper, List<FlushRow> rows) {
        List<FlushRow> inserted = rows.stream().filter(FlushRow::isNew).toList();
        return of(mapper, inserted, key -> true, (row, attribute) -> row.state().column(attribute));
    }

    /**
     * The references between rows that are to be deleted, by what the rows hold; without those that are gone before
     * the row is: the database's rule or an UPDATE of their own takes them away.
     */
    static OwnReferences ofDeleted(Mapper mapper, List<FlushRow> rows) {
        return of(mapper, rows, key -> standsInTheWay(mapper, key), FlushRow::stored);
    }

    private static boolean standsInTheWay(Mapper mapper, ForeignKeyConstraint key) {
        ReferentialAction rule = key.options().onDelete();
        boolean refuses =
                rule == null
                        || rule == ReferentialAction.NO_ACTION
                        || rule == ReferentialAction.RESTRICT;
        return refuses
                && mapper.relationships().stream()
                        .noneMatch(
                                relationship ->
                                        relationship.settings().writing().postUpdate()
                                                && ForeignKeyCover.writes(
                                                        relationship, key, mapper));
    }

    private static OwnReferences of(
            Mapper mapper,
            List<FlushRow> rows,
            Predicate<ForeignKeyConstraint> counts,
            BiFunction<FlushRow, ColumnAttribute, @Nullable Object> reader) {
        OwnReferences references = new OwnReferences();
        Table table = mapper.table();
        for (ForeignKeyConstraint key : table.foreignKeys()) {
            if (rows.size() > 1 && key.references().equals(table.tableName()) && counts.test(key)) {
                List<ColumnAttribute> from = attributes(mapper, key.columns());
                List<ColumnAttribute> to = attributes(mapper, key.referencedColumns());
                if (from.size() == key.columns().size() && to.size() == from.size()) {
                    references.look(rows, from, to, reader);
                }
            }
        }
        return references;
    }

    private static List<ColumnAttribute> attributes(Mapper mapper, List<String> columns) {
        return columns.stream()
                .map(name -> mapper.findAttribute(mapper.table().column(name)))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private void look(
            List<FlushRow> rows,
            List<ColumnAttribute> from,
            List<ColumnAttribute> to,
            BiFunction<FlushRow, ColumnAttribute, @Nullable Object> reader) {
        Map<List<Object>, FlushRow> byKey = new HashMap<>();
        for (FlushRow row : rows) {
            List<Object> key = values(row, to, to, reader);
            if (key != null) {
                byKey.put(key, row);
            }
        }
        for (FlushRow row : rows) {
            List<Object> key = values(row, from, to, reader);
            FlushRow other = key == null ? null : byKey.get(key);
            if (other != null && other != row) {
                referred.computeIfAbsent(row, unused -> new ArrayList<>(1)).add(other);
            }
        }
    }

    private static @Nullable List<Object> values(
            FlushRow row,
            List<ColumnAttribute> columns,
            List<ColumnAttribute> comparedAs,
            BiFunction<FlushRow, ColumnAttribute, @Nullable Object> reader) {
        List<Object> values = new ArrayList<>(columns.size());
        for (int place = 0; place < columns.size(); place++) {
            Object value = reader.apply(row, columns.get(place));
            Object compared = ValueTypes.convert(value, comparedAs.get(place).javaType());
            if (compared == null) {
                return null;
            }
            values.add(compared);
        }
        return KeyValue.comparable(values);
    }

    /** The rows that a row refers to. */
    List<FlushRow> from(FlushRow row) {
        return referred.getOrDefault(row, List.of());
    }

    /** The rows, each after those that it refers to; otherwise in their order. */
    List<FlushRow> referredFirst(List<FlushRow> rows) {
        if (referred.isEmpty()) {
            return rows;
        }
        Set<FlushRow> begun = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<FlushRow> done = Collections.newSetFromMap(new IdentityHashMap<>());
        List<FlushRow> order = new ArrayList<>(rows.size());
        Deque<FlushRow> open = new ArrayDeque<>();
        for (FlushRow start : rows) {
            open.push(start);
            while (!open.isEmpty()) {
                FlushRow row = open.peek();
                if (begun.add(row)) {
                    from(row).stream().filter(other -> !begun.contains(other)).forEach(open::push);
                } else {
                    open.pop();
                    if (done.add(row)) {
                        order.add(row);
                    }
                }
            }
        }
        return order;
    }

    /** The rows, each before those that it refers to; otherwise in their order. */
    List<FlushRow> referringFirst(List<FlushRow> rows) {
        if (referred.isEmpty()) {
            return rows;
        }
        OwnReferences reverse = new OwnReferences();
        referred.forEach(
                (row, others) ->
                        others.forEach(
                                other ->
                                        reverse.referred
                                                .computeIfAbsent(
                                                        other, unused -> new ArrayList<>(1))
                                                .add(row)));
        return reverse.referredFirst(rows);
    }
}
