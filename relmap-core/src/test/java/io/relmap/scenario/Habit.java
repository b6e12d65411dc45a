package io.relmap.scenario;

/** What the reference does and a rule makes relmap leave alone; a replay can put it back. */
enum Habit {
    /** A flush loads the expired objects that it touches, to learn their keys (spec UW-15). */
    LOADS_EXPIRED("UW-15"),

    /** An object marked for deletion that a flush has kept stays marked (spec CA-25, UW-8). */
    KEEPS_MARKS("CA-25"),

    /** Rows that refer to each other in a ring are refused although they are there already (spec UW-35). */
    REFUSES_RINGS("UW-35");

    private final String rule;

    Habit(String rule) {
        this.rule = rule;
    }

    /** The rule that gives it up. */
    String rule() {
        return rule;
    }
}
