package io.relmap.jdbc;

import io.relmap.flush.dependency.LinkRows;
import io.relmap.mapping.Relationship;
import io.relmap.observe.StatementCause;
import io.relmap.schema.Column;
import io.relmap.sql.DeleteShape;
import io.relmap.sql.InsertShape;
import io.relmap.sql.UpdateShape;
import io.relmap.type.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes rows of association tables: deletes, then updates, then inserts (spec UW-60). */
final class LinkWriter {

    private final SqlExecutor executor;

    LinkWriter(SqlExecutor executor) {
        this.executor = executor;
    }

    void write(Relationship relationship, LinkRows rows) {
        List<Column> columns = rows.columns();
        List<Codec<Object>> codecs = codecs(rows);
        if (!rows.deletes().isEmpty()) {
            RowCounts counts =
                    executor.write(
                                    new DeleteShape(rows.table(), columns),
                                    new WriteCodecs(codecs, List.of()),
                                    rows.deletes(),
                                    cause("delete", relationship))
                            .counts();
            StaleRows.checkLinks("DELETE", rows.table(), relationship, counts);
        }
        if (!rows.updates().isEmpty()) {
            RowCounts counts =
                    executor.write(
                                    new UpdateShape(rows.table(), columns, columns),
                                    new WriteCodecs(
                                            Stream.concat(codecs.stream(), codecs.stream())
                                                    .toList(),
                                            List.of()),
                                    rows.updates().stream().map(LinkWriter::values).toList(),
                                    cause("update", relationship))
                            .counts();
            StaleRows.checkLinks("UPDATE", rows.table(), relationship, counts);
        }
        if (!rows.inserts().isEmpty()) {
            executor.insert(
                    new InsertShape(rows.table(), columns, List.of()),
                    new WriteCodecs(codecs, List.of()),
                    rows.inserts(),
                    cause("insert", relationship));
        }
    }

    private static @Nullable Object[] values(LinkRows.Update update) {
        List<@Nullable Object> values = new ArrayList<>();
        values.addAll(java.util.Arrays.asList(update.after()));
        values.addAll(java.util.Arrays.asList(update.before()));
        return values.toArray();
    }

    private List<Codec<Object>> codecs(LinkRows rows) {
        List<Codec<Object>> codecs = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            codecs.add(
                    executor.dialect().codec(rows.columns().get(i).type(), rows.codecs().get(i)));
        }
        return codecs;
    }

    private static StatementCause cause(String verb, Relationship relationship) {
        return StatementCause.of(
                StatementCause.Kind.FLUSH, () -> verb + " of links of " + relationship);
    }
}
