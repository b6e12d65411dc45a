package io.relmap.load;

import io.relmap.jdbc.SelectStatement;
import io.relmap.sql.Select;

/**
 * A statement and how its rows are read. Kept where it can be used again: it is written once.
 *
 * @param statement the statement
 * @param plan how its root entity is read
 */
record PlannedSelect(SelectStatement statement, EntityPlan plan) {

    PlannedSelect(Select select, EntityPlan plan) {
        this(new SelectStatement(select), plan);
    }

    Select select() {
        return statement.select();
    }
}
