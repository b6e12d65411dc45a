/**
 * What can go wrong, and what to do about it: one unchecked root, stable codes, remedies.
 */
@NullMarked
package io.relmap.error;

import org.jspecify.annotations.NullMarked;
