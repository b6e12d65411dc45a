package io.relmap.flush.change;

import io.relmap.annotation.Internal;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.state.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which rows of a flush refer to which by their foreign keys, as the columns have it. */
@Internal
public final class RowReferences {

    private final IdentityHashMap<FlushRow, List<FlushRow>> referred = new IdentityHashMap<>();
    private final BiFunction<FlushRow, ColumnAttribute, @Nullable Object> reader;

    /**
     * No references as yet.
     *
     * @param reader says what a row holds in a column
     */
    public RowReferences(BiFunction<FlushRow, ColumnAttribute, @Nullable Object> reader) {
        this.reader = reader;
    }

    /** Adds the references by one foreign key, from rows of one entity to rows of another or the same. */
    public void add(
            ForeignKeyConstraint key,
            Mapper holder,
            List<FlushRow> rows,
            Mapper target,
            List<FlushRow> targets) {
        List<ColumnAttribute> from = attributes(holder, key.columns());
        List<ColumnAttribute> to = attributes(target, key.referencedColumns());
        if (from.size() < key.columns().size() || to.size() < from.size()) {
            return;
        }
        Map<List<Object>, FlushRow> byKey = new HashMap<>();
        for (FlushRow row : targets) {
            List<Object> values = values(row, to, to);
            if (values != null) {
                byKey.put(values, row);
            }
        }
        for (FlushRow row : rows) {
            List<Object> values = values(row, from, to);
            FlushRow other = values == null ? null : byKey.get(values);
            if (other != null && other != row) {
                referred.computeIfAbsent(row, unused -> new ArrayList<>(1)).add(other);
            }
        }
    }

    /** The attributes of columns, as far as they are mapped. */
    static List<ColumnAttribute> attributes(Mapper mapper, List<String> columns) {
        return columns.stream()
                .map(name -> mapper.findAttribute(mapper.table().column(name)))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private @Nullable List<Object> values(
            FlushRow row, List<ColumnAttribute> columns, List<ColumnAttribute> comparedAs) {
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

    /** Whether no row refers to another. */
    public boolean isEmpty() {
        return referred.isEmpty();
    }

    /** The rows that a row refers to. */
    public List<FlushRow> from(FlushRow row) {
        return referred.getOrDefault(row, List.of());
    }

    /** The same references the other way round: from the rows that are referred to. */
    public RowReferences reversed() {
        RowReferences reverse = new RowReferences(reader);
        referred.forEach(
                (row, others) ->
                        others.forEach(
                                other ->
                                        reverse.referred
                                                .computeIfAbsent(
                                                        other, unused -> new ArrayList<>(1))
                                                .add(row)));
        return reverse;
    }
}
