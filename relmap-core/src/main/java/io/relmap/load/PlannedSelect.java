package io.relmap.load;

import io.relmap.sql.Select;

/**
 * A statement and how its rows are read.
 *
 * @param select the statement
 * @param plan how its root entity is read
 */
record PlannedSelect(Select select, EntityPlan plan) {}
