/**
 * From the objects that take part to an ordered list of steps (spec UW-10 to UW-30).
 *
 * <ol>
 *   <li>{@link io.relmap.flush.plan.Presort} asks each relationship for the objects that it affects, until
 *       none knows of more.
 *   <li>{@link io.relmap.flush.plan.GroupGraph} orders whole entities: saves, deletes, and the steps of
 *       relationships between them.
 *   <li>Where entities lie on a cycle of that graph, and only there, {@link io.relmap.flush.plan.RowGraph}
 *       puts one action for each row in their place.
 *   <li>The graph is sorted by levels, and {@link io.relmap.flush.plan.StepOrder} turns each level into steps.
 * </ol>
 *
 * <p>All of it happens before the first statement is sent (UW-32). What can only be known while statements run
 * (generated keys, rows taken over by new objects) is left to the run of the steps.
 */
@NullMarked
package io.relmap.flush.plan;

import org.jspecify.annotations.NullMarked;
