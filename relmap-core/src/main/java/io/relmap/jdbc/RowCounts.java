package io.relmap.jdbc;

import io.relmap.annotation.Internal;
import java.sql.Statement;

/**
 * How many rows of the table each row of values matched. A driver may say that a statement succeeded
 * without a number; that is not one row, it is unknown (spec UW-143).
 */
@Internal
public final class RowCounts {

    private final int[] counts;

    RowCounts(int[] counts) {
        this.counts = counts;
    }

    /** How many rows of values were sent. */
    public int size() {
        return counts.length;
    }

    /** Whether the driver gave a number for the row of values at {@code index}. */
    public boolean isKnown(int index) {
        return counts[index] != Statement.SUCCESS_NO_INFO;
    }

    /** How many rows it matched; to be asked only where that is known. */
    public int matched(int index) {
        if (!isKnown(index)) {
            throw new IllegalStateException("The driver gave no count for row " + index);
        }
        return counts[index];
    }

    /** Whether every row of values matched exactly one row, and is known to. */
    public boolean eachMatchedOne() {
        for (int count : counts) {
            if (count != 1) {
                return false;
            }
        }
        return true;
    }

    /** How many rows were matched in all, as far as known. */
    public long total() {
        long sum = 0;
        for (int count : counts) {
            sum += Math.max(0, count);
        }
        return sum;
    }
}
