/**
 * What each relationship asks of a flush, one class per direction (spec UW-45 to UW-71).
 *
 * <p>Each dependency answers five questions about the objects at its two ends:
 *
 * <ol>
 *   <li><em>presort</em>: which further objects are affected, so that they take part too;
 *   <li><em>group edges</em>: in which order whole tables are written (UW-18);
 *   <li><em>row edges</em>: in which order rows are written where tables lie on a cycle (UW-25);
 *   <li><em>sync</em>: which keys are copied or blanked for owners that are saved;
 *   <li><em>unlink</em>: which keys are blanked for owners that are deleted.
 * </ol>
 *
 * <p>{@code passiveDeletes} and {@code passiveUpdates} are answered here and nowhere else: they decide
 * whether presort loads, and which members are touched. In the edges P is the relationship's owner and C its
 * target.
 */
@NullMarked
package io.relmap.flush.dependency;

import org.jspecify.annotations.NullMarked;
