package io.relmap.scenario;

/** What the reference does and a rule makes relmap leave alone; a replay can put it back. */
enum Habit {
    /** A flush loads the expired objects that it touches, to learn their keys (spec UW-15). */
    LOADS_EXPIRED("UW-15"),

    /** An object marked for deletion that a flush has kept stays marked (spec CA-25, UW-8). */
    KEEPS_MARKS("CA-25"),

    /** Rows that refer to each other in a ring are refused although they are there already (spec UW-35). */
    REFUSES_RINGS("UW-35"),

    /** A flush does not see changes that wait for a collection to be loaded, and drops them (spec AT-61). */
    OVERLOOKS_QUEUES("AT-61"),

    /** A link that stands in a list twice is inserted twice (spec UW-108). */
    REPEATS_LINKS("UW-108"),

    /** Adding a marked object again leaves the marks of those that were marked with it (spec CA-21). */
    UNMARKS_ONE("CA-21");

    private final String rule;

    Habit(String rule) {
        this.rule = rule;
    }

    /** The rule that gives it up. */
    String rule() {
        return rule;
    }
}
