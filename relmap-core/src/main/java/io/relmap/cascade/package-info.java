/**
 * Which related objects an operation reaches (spec CA-5), and which objects have lost their parent (CA-40).
 * Answers questions only: what is done with the objects is up to the caller.
 *
 * <p>A walk goes depth-first over the relationships that pass the operation on, in mapping order. All
 * elements of a relationship are met before any of them is walked through; each object is met once.
 */
@NullMarked
package io.relmap.cascade;

import org.jspecify.annotations.NullMarked;
