package io.relmap.load.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the cases came to. Not thread-safe. */
final class Tally {

    private final Map<String, String> different = new TreeMap<>();
    private final List<String> unread = new ArrayList<>();
    private int passed;
    private int failed;
    private int notUnderstood;
    private int followed;
    private int steps;
    private int sameSql;
    private int otherSql;
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

    void otherSql(String step, String difference) {
        otherSql++;
        different.put(step, difference);
    }

    void known() {
        known++;
    }

    void notCompared() {
        notCompared++;
    }

    /** Every step that was not understood, and every statement of another shape. */
    void printDetails() {
        unread.forEach(line -> System.out.println("not understood: " + line));
        different.forEach((step, sql) -> System.out.println("other SQL: " + step + "\n" + sql));
    }

    @Override
    public String toString() {
        return "loading cases: %d passed, %d failed, %d not understood, %d of %d steps followed"
                        .formatted(passed, failed, notUnderstood, followed, steps)
                + "\n%d statements of the recorded shape, %d of another; %d results in words of their own; %d steps as in no record, known"
                        .formatted(sameSql, otherSql, notCompared, known);
    }
}
