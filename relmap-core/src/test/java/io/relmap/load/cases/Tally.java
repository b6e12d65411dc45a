package io.relmap.load.cases;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the cases came to. Not thread-safe. */
final class Tally {

    private final Map<SqlDifference, Integer> different = new EnumMap<>(SqlDifference.class);
    private final List<String> unread = new ArrayList<>();
    private int passed;
    private int failed;
    private int notUnderstood;
    private int followed;
    private int steps;
    private int sameSql;
    private int unsaid;
    private int notCompared;
    private int known;

    void passed() {
        passed++;
    }

    void failed() {
        failed++;
    }

    void notUnderstood() {
        notUnderstood++;
    }

    void steps(int all) {
        steps += all;
    }

    void followed() {
        followed++;
    }

    void unread(String step) {
        unread.add(step);
    }

    void sameSql() {
        sameSql++;
    }

    /** A statement of another shape, for a known reason; null where the words of the step say less than the record. */
    void otherSql(@Nullable SqlDifference difference) {
        if (difference == null) {
            unsaid++;
        } else {
            different.merge(difference, 1, Integer::sum);
        }
    }

    void known() {
        known++;
    }

    void notCompared() {
        notCompared++;
    }

    /** Every step that was not understood. */
    void printDetails() {
        unread.forEach(line -> System.out.println("not understood: " + line));
    }

    @Override
    public String toString() {
        return "loading cases: %d passed, %d failed, %d not understood, %d of %d steps followed"
                        .formatted(passed, failed, notUnderstood, followed, steps)
                + "\n%d statements of the recorded shape, %d more but for what their words do not say; different by rule: %s; %d results in words of their own; %d steps as in no record, known"
                        .formatted(sameSql, unsaid, different, notCompared, known);
    }
}
