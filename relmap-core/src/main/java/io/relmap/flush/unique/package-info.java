/**
 * Unique values that change hands within one flush: a strict session writes the row that gives a value up before
 * the row that takes it (spec 02, 6.2; UW-140).
 *
 * <p>{@link io.relmap.flush.unique.Handovers} compares what the rows of a flush hold before and after it. What
 * references will hold is forecast, since their keys are copied only while the flush runs. Each handover becomes
 * an edge of the graph of rows; where such edges close a ring (two rows swap their values), the ring is opened
 * like any other, by a NULL for a while or a check that comes later (see {@code io.relmap.flush.cycle}).
 */
@NullMarked
package io.relmap.flush.unique;

import org.jspecify.annotations.NullMarked;
