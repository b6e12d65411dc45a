/**
 * Rings of rows: what is left when every row waits for another (spec UW-33). A strict session opens them at
 * a reference that may be null; where there is none, and in the reference's behaviour, one ring is reported in
 * order, with the place where it could be opened.
 *
 * <p>Rings also come from unique values that change hands ({@code io.relmap.flush.unique}). Most of them close
 * only because saves usually come before deletes; where not, the value is NULL for a while.
 *
 * <p>Where no column may be NULL for a while, a ring is opened by a deferrable constraint: its check is put off before the first row
 * of the ring is written, and made up for after the last ({@code LaterChecks}). A row that is referred to before it is inserted has to
 * have its key by then; a generated one is asked for ahead.
 *
 * <p>To open a ring at a reference, the edges that make a row wait for the one that it refers to are taken out of the graph,
 * and the reference gets an UPDATE of its own: after the row was saved, or before it is deleted. So the plan
 * that is shown and the statements that are sent still come from one graph (UW-146).
 *
 * <p>Many rings never come this far: an arrow that only makes a key known is left out where the key is known
 * (UW-35), a row that refers to itself can be deleted (UW-36), and {@code postUpdate} takes a relationship's
 * arrows out of the way.
 */
@NullMarked
package io.relmap.flush.cycle;

import org.jspecify.annotations.NullMarked;
