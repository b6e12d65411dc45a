package io.relmap.flush.unique;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.FlushSet;
import io.relmap.flush.change.ValueTypes;
import io.relmap.flush.dependency.KeyForecast;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.state.KeyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values that the database itself puts into a unique key of rows, since it carries the changed keys of other
 * rows of the flush into their references (ON UPDATE CASCADE): a row holds them until it is written.
 */
final class CarriedReferences {

    private final List<Reference> references = new ArrayList<>();

    private CarriedReferences() {}

    /** What is carried into a unique key of an entity's rows. */
    static CarriedReferences of(FlushSet set, KeyForecast forecast, Mapper holder, UniqueKey key) {
        CarriedReferences carried = new CarriedReferences();
        List<String> names = key.columns().stream().map(each -> each.column().name()).toList();
        for (ForeignKeyConstraint foreignKey : holder.table().foreignKeys()) {
            if (foreignKey.options().onUpdate() == ReferentialAction.CASCADE
                    && !Collections.disjoint(names, foreignKey.columns())) {
                List<ColumnAttribute> columns =
                        attributes(holder, holder.table(), foreignKey.columns());
                Map<List<Object>, List<@Nullable Object>> changes =
                        columns.size() < foreignKey.columns().size()
                                ? Map.of()
                                : changes(set, forecast, foreignKey, columns);
                if (!changes.isEmpty()) {
                    carried.references.add(new Reference(columns, changes));
                }
            }
        }
        return carried;
    }

    /** The old keys of the rows that a foreign key refers to, with the new ones, as its columns hold them. */
    private static Map<List<Object>, List<@Nullable Object>> changes(
            FlushSet set,
            KeyForecast forecast,
            ForeignKeyConstraint foreignKey,
            List<ColumnAttribute> columns) {
        Map<List<Object>, List<@Nullable Object>> changes = new HashMap<>();
        for (Mapper target : set.mappers()) {
            Table table = target.table();
            if (!table.tableName().equals(foreignKey.references())) {
                continue;
            }
            List<ColumnAttribute> sources =
                    attributes(target, table, foreignKey.referencedColumns());
            if (sources.size() < columns.size()) {
                continue;
            }
            for (FlushRow row : set.saved(target)) {
                if (isChanged(row, sources, forecast)) {
                    List<Object> key =
                            KeyValue.comparable(asHeld(columns, sources, row::committed));
                    if (key != null) {
                        changes.put(
                                key, asHeld(columns, sources, each -> forecast.after(row, each)));
                    }
                }
            }
        }
        return changes;
    }

    /** Whether a row has a key that changes, to one that is known before the flush runs. */
    private static boolean isChanged(
            FlushRow row, List<ColumnAttribute> key, KeyForecast forecast) {
        boolean areKnown =
                key.stream()
                        .allMatch(
                                each ->
                                        row.committed(each) != null
                                                && KeyForecast.isKnown(forecast.after(row, each)));
        return areKnown
                && key.stream()
                        .anyMatch(
                                each ->
                                        !each.codec()
                                                .same(
                                                        row.committed(each),
                                                        forecast.after(row, each)));
    }

    /** The values of a key as the columns that refer to it hold them. */
    private static List<@Nullable Object> asHeld(
            List<ColumnAttribute> columns,
            List<ColumnAttribute> sources,
            Function<ColumnAttribute, @Nullable Object> values) {
        List<@Nullable Object> held = new ArrayList<>();
        for (int place = 0; place < columns.size(); place++) {
            held.add(
                    ValueTypes.convert(
                            values.apply(sources.get(place)), columns.get(place).javaType()));
        }
        return held;
    }

    private static List<ColumnAttribute> attributes(
            Mapper mapper, Table table, List<String> columns) {
        return columns.stream()
                .map(name -> mapper.findAttribute(table.column(name)))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Whether nothing is carried. */
    boolean isEmpty() {
        return references.isEmpty();
    }

    /** What a row holds in a column when the database has carried the keys. */
    @Nullable Object after(FlushRow row, ColumnAttribute attribute) {
        for (Reference reference : references) {
            int place = reference.columns.indexOf(attribute);
            List<@Nullable Object> changed = place < 0 ? null : reference.changed(row);
            if (changed != null) {
                return changed.get(place);
            }
        }
        return row.committed(attribute);
    }

    /** A reference, and the changed keys of what rows refer to by it. */
    private record Reference(
            List<ColumnAttribute> columns, Map<List<Object>, List<@Nullable Object>> changes) {

        @Nullable List<@Nullable Object> changed(FlushRow row) {
            List<@Nullable Object> held = new ArrayList<>();
            columns.forEach(column -> held.add(row.committed(column)));
            List<Object> key = KeyValue.comparable(held);
            return key == null ? null : changes.get(key);
        }
    }
}
