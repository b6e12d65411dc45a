/**
 * The facade: {@link io.relmap.Relmap} is one mapping to one database, {@link io.relmap.Inspect} looks into
 * what is remembered of an object.
 */
@NullMarked
package io.relmap;

import org.jspecify.annotations.NullMarked;
