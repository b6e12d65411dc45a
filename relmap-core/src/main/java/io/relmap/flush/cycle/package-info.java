/**
 * Rings of rows: what is left when every row waits for another (spec UW-33). Reports one ring in order,
 * with the place where it could be opened.
 *
 * <p>Many rings never come this far: an arrow that only makes a key known is left out where the key is known
 * (UW-35), a row that refers to itself can be deleted (UW-36), and {@code postUpdate} takes a relationship's
 * arrows out of the way.
 */
@NullMarked
package io.relmap.flush.cycle;

import org.jspecify.annotations.NullMarked;
