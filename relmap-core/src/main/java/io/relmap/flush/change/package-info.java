/**
 * What has changed: the objects that take part in a flush, the columns of their rows that are to be
 * written, and what became of their relationships.
 *
 * <p>Each object that takes part has a {@link io.relmap.flush.change.FlushRow}. It knows what the row in the
 * database holds (at first the snapshot, then whatever this flush has sent), so that "what is to be written" is
 * at every moment the difference between the object's fields and that. A key column that the database itself
 * carries on counts as held already: it is then matched by its new value and not set again (spec UW-95).
 */
@NullMarked
package io.relmap.flush.change;

import org.jspecify.annotations.NullMarked;
