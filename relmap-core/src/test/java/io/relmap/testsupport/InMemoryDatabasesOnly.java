package io.relmap.testsupport;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves out what a test says once more on SQLite and PostgreSQL. Found by mutation tests only, which turn JUnit's detection of
 * extensions on: each mutant runs every test that reaches it, and a server or a file makes that several times slower.
 */
public final class InMemoryDatabasesOnly implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String name = context.getDisplayName();
        for (TestDatabase database : TestDatabase.values()) {
            if (database != TestDatabase.H2 && name.contains(database.name())) {
                return ConditionEvaluationResult.disabled("once more on " + database);
            }
        }
        return ConditionEvaluationResult.enabled("in memory");
    }
}
