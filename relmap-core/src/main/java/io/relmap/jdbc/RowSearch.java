package io.relmap.jdbc;

import io.relmap.flush.change.FlushRow;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.InParameter;
import io.relmap.sql.Parameter;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import io.relmap.state.KeyValue;
import io.relmap.type.Codec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Looks which rows of a table are there. */
final class RowSearch {

    /** Keys to a statement. */
    private static final int CHUNK = 500;

    private static final String KEYS = "keys";

    private final SqlExecutor executor;

    RowSearch(SqlExecutor executor) {
        this.executor = executor;
    }

    /** Those of some rows of one entity that are there, in whatever version. */
    List<FlushRow> there(List<FlushRow> rows) {
        List<FlushRow> found = new ArrayList<>();
        for (int first = 0; first < rows.size(); first += CHUNK) {
            found.addAll(search(rows.subList(first, Math.min(first + CHUNK, rows.size()))));
        }
        return found;
    }

    private List<FlushRow> search(List<FlushRow> rows) {
        Mapper mapper = rows.get(0).mapper();
        TableRef table = TableRef.of(mapper.table());
        List<ColumnRef> columns =
                mapper.identity().stream()
                        .map(each -> new ColumnRef(table, each.column(), Set.of()))
                        .toList();
        Select.Builder select = Select.builder().from(table);
        columns.forEach(select::item);
        select.where(
                new InParameter(
                        List.copyOf(columns),
                        new Parameter(KEYS, columns.get(0).column().type()),
                        false));
        List<Codec<Object>> codecs =
                mapper.identity().stream()
                        .map(each -> executor.dialect().codec(each.column().type(), each.codec()))
                        .toList();
        Set<List<Object>> there = new HashSet<>();
        executor.query(
                new SelectStatement(select.build()),
                Map.of(KEYS, rows.stream().map(RowSearch::listed).toList()),
                executor.database().settings(),
                RowCause.withoutKeys("search", mapper, rows).toCause(),
                result -> {
                    while (result.next()) {
                        List<Object> key = new ArrayList<>();
                        for (int place = 0; place < codecs.size(); place++) {
                            key.add(
                                    Objects.requireNonNull(
                                            codecs.get(place).read(result, place + 1)));
                        }
                        there.add(KeyValue.comparable(key));
                    }
                    return true;
                });
        return rows.stream().filter(row -> there.contains(KeyValue.comparable(key(row)))).toList();
    }

    /** A key as a list parameter takes it: a value, or an array of several. */
    private static Object listed(FlushRow row) {
        List<Object> key = key(row);
        return key.size() == 1 ? key.get(0) : key.toArray();
    }

    private static List<Object> key(FlushRow row) {
        List<Object> key = new ArrayList<>();
        for (ColumnAttribute attribute : row.mapper().identity()) {
            key.add(RowWriter.storedValue(row, attribute));
        }
        return key;
    }
}
