package io.relmap.scenario;

import java.util.List;
import java.util.Set;

/**
 * How a scenario went.
 *
 * @param name its name
 * @param unsupported whether it has a step that the interpreter does not know
 * @param outcome differences that a program would see
 * @param loading differences in what is loaded
 * @param order differences in the order of statements
 * @param sql what was sent
 * @param rules the rules by which it was recognised to be different, without being listed
 */
record ScenarioResult(
        String name,
        boolean unsupported,
        List<String> outcome,
        List<String> loading,
        List<String> order,
        List<String> sql,
        Set<String> rules) {

    boolean passed() {
        return !unsupported && outcome.isEmpty() && rules.isEmpty();
    }

    /** Whether it went as recorded but for what rules make different. */
    boolean differsByRuleOnly() {
        return !unsupported && outcome.isEmpty() && !rules.isEmpty();
    }

    /** Everything that one needs to find the fault. */
    String describe() {
        return name
                + (rules.isEmpty() ? "" : " (different by " + String.join(", ", rules) + ")")
                + "\n    "
                + String.join("\n    ", outcome)
                + "\n  SQL so far:\n    "
                + String.join("\n    ", sql);
    }
}
