package io.relmap.jdbc;

import io.relmap.error.ErrorCode;
import io.relmap.error.StaleDataException;
import io.relmap.flush.change.FlushRow;
import io.relmap.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Compares row counts with what was sent: a count that does not fit is a lost update (spec UW-120). */
final class StaleRows {

    private static final int SHOWN = 5;

    private StaleRows() {}

    /** Checks an UPDATE of rows by their keys. */
    static void checkUpdated(Table table, List<FlushRow> rows, RowCounts counts) {
        refuse("UPDATE", table, rows.size(), notMatched(rows, counts));
    }

    /**
     * Checks a DELETE of rows by their keys.
     *
     * @param unexplained those of the rows that were not found which the database has not taken away itself (spec
     *     UW-121)
     */
    static void checkDeleted(
            Table table,
            List<FlushRow> rows,
            RowCounts counts,
            UnaryOperator<List<FlushRow>> unexplained) {
        List<FlushRow> notFound = notMatched(rows, counts);
        if (!notFound.isEmpty()) {
            List<FlushRow> stale = unexplained.apply(notFound);
            refuse("DELETE", table, rows.size() - notFound.size() + stale.size(), stale);
        }
    }

    private static List<FlushRow> notMatched(List<FlushRow> rows, RowCounts counts) {
        if (counts.eachMatchedOne()) {
            return List.of();
        }
        List<FlushRow> stale = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (counts.isKnown(i) && counts.matched(i) != 1) {
                stale.add(rows.get(i));
            }
        }
        return stale;
    }

    private static void refuse(String verb, Table table, int expected, List<FlushRow> stale) {
        if (!stale.isEmpty()) {
            throw new StaleDataException(
                    ErrorCode.STALE_DATA,
                    verb
                            + " of table "
                            + table
                            + " was to match "
                            + expected
                            + " row(s) but matched "
                            + (expected - stale.size())
                            + ": "
                            + RowNames.of(stale, SHOWN)
                            + " was changed or deleted by somebody else. Reload it and try again");
        }
    }

    /** Checks a write of association rows, which have no key of their own (spec UW-110). */
    static void checkLinks(String verb, Table table, Object relationship, RowCounts counts) {
        boolean known = true;
        for (int i = 0; i < counts.size(); i++) {
            known &= counts.isKnown(i);
        }
        if (known && counts.total() != counts.size()) {
            throw new StaleDataException(
                    ErrorCode.STALE_DATA,
                    verb
                            + " of association table "
                            + table
                            + " for "
                            + relationship
                            + " was to match "
                            + counts.size()
                            + " row(s) but matched "
                            + counts.total()
                            + ": links were changed by somebody else, or stand there twice. Expire"
                            + " the collection and try again");
        }
    }
}
