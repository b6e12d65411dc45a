package io.relmap.load;

import io.relmap.jdbc.SelectStatement;
import io.relmap.sql.Select;

/**
 * A statement and how its rows are read. Kept where it can be used again: it is written once.
 *
 * @param statement the statement
 * @param plan how its root entity is read
 * @param lead what loading by subquery repeats of it
 */
record PlannedSelect(SelectStatement statement, EntityPlan plan, Lead lead) {

    PlannedSelect(Select select, EntityPlan plan, Lead lead) {
        this(new SelectStatement(select), plan, lead);
    }

    Select select() {
        return statement.select();
    }
}
