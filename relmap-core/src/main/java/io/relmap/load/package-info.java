/**
 * Loading: rows become instances, relationships are filled by their loader strategies (spec 04).
 *
 * <p>A plan says how one entity is read at one place of a load: which columns
 * stand where in a row, what is joined, and which relationships get a statement of their own afterwards. A
 * run reads the rows of one lead statement by such a plan and then runs the
 * statements that follow from it, level by level (LO-124). A lazy load is a run whose lead statement asks for
 * the target by the owner's key.
 *
 * <p>Rows never overwrite what is loaded (LO-3); what is loaded is the committed state (LO-4).
 */
@NullMarked
package io.relmap.load;

import org.jspecify.annotations.NullMarked;
