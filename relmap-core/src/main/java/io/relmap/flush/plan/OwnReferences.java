package io.relmap.flush.plan;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.RowReferences;
import io.relmap.mapping.Mapper;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * References from rows to others of their own table that stand in the columns alone: the program has set the keys
 * by hand, or no relationship is mapped over them (spec UW-20, UW-73).
 */
final class OwnReferences {

    private final RowReferences references;

    private OwnReferences(RowReferences references) {
        this.references = references;
    }

    /** The references between new rows, by what the objects hold. */
    static OwnReferences ofNew(Mapper mapper, List<FlushRow> rows) {
        List<FlushRow> inserted = rows.stream().filter(FlushRow::isNew).toList();
        return of(
                mapper,
                inserted,
                key -> true,
                new RowReferences((row, attribute) -> row.state().column(attribute)));
    }

    /**
     * The references between rows that are to be deleted, by what the rows hold; without those that are gone before
     * the row is: the database's rule or an UPDATE of their own takes them away. A rule that takes the whole row away
     * matters where the row's version is still to be compared.
     */
    static OwnReferences ofDeleted(Mapper mapper, List<FlushRow> rows) {
        return of(mapper, rows, key -> goesFirst(mapper, key), new RowReferences(FlushRow::stored));
    }

    private static boolean goesFirst(Mapper mapper, ForeignKeyConstraint key) {
        ReferentialAction rule = key.options().onDelete();
        boolean refuses =
                rule == null
                        || rule == ReferentialAction.NO_ACTION
                        || rule == ReferentialAction.RESTRICT;
        boolean takesAlong = rule == ReferentialAction.CASCADE && mapper.version() != null;
        return (refuses || takesAlong)
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
            RowReferences references) {
        Table table = mapper.table();
        for (ForeignKeyConstraint key : table.foreignKeys()) {
            if (rows.size() > 1 && key.references().equals(table.tableName()) && counts.test(key)) {
                references.add(key, mapper, rows, mapper, rows);
            }
        }
        return new OwnReferences(references);
    }

    /** The rows that a row refers to. */
    List<FlushRow> from(FlushRow row) {
        return references.from(row);
    }

    /** The rows, each after those that it refers to; otherwise in their order. */
    List<FlushRow> referredFirst(List<FlushRow> rows) {
        if (references.isEmpty()) {
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
        if (references.isEmpty()) {
            return rows;
        }
        return new OwnReferences(references.reversed()).referredFirst(rows);
    }
}
