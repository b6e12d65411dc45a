package io.relmap.jdbc;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.KeyRules;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.observe.StatementCause;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a flush writes rows: which objects, and which relationships gave them keys. */
record RowCause(
        String verb,
        Mapper mapper,
        List<FlushRow> rows,
        List<ColumnAttribute> columns,
        KeyRules rules) {

    private static final int SHOWN = 3;

    /** Why rows are written that this statement gives no keys. */
    static RowCause withoutKeys(String verb, Mapper mapper, List<FlushRow> rows) {
        return new RowCause(verb, mapper, rows, List.of(), new KeyRules());
    }

    /** The cause, whose sentence is made when it is asked for. */
    StatementCause toCause() {
        return StatementCause.of(StatementCause.Kind.FLUSH, this::text);
    }

    private String text() {
        String keys =
                columns.stream()
                        .map(this::rulesOf)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; "));
        return verb
                + " of "
                + mapper
                + ": "
                + RowNames.of(rows, SHOWN)
                + (keys.isEmpty() ? "" : " (" + keys + ")");
    }

    private String rulesOf(ColumnAttribute column) {
        Set<Relationship> relationships = rules.of(column, rows);
        return relationships.isEmpty()
                ? ""
                : column.column()
                        + " by "
                        + relationships.stream()
                                .map(Relationship::toString)
                                .collect(Collectors.joining(", "));
    }
}
