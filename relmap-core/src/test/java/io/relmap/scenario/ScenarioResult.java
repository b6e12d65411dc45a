package io.relmap.scenario;

import java.util.List;

/**
 * How a scenario went.
 *
 * @param name its name
 * @param unsupported whether it has a step that the interpreter does not know
 * @param outcome differences that a program would see
 * @param loading differences in what is loaded
 * @param order differences in the order of statements
 * @param sql what was sent
 */
record ScenarioResult(
        String name,
        boolean unsupported,
        List<String> outcome,
        List<String> loading,
        List<String> order,
        List<String> sql) {

    boolean passed() {
        return !unsupported && outcome.isEmpty();
    }

    /** Everything that one needs to find the fault. */
    String describe() {
        return name
                + "\n    "
                + String.join("\n    ", outcome)
                + "\n  SQL so far:\n    "
                + String.join("\n    ", sql);
    }
}
