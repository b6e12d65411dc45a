/**
 * The holders that entities declare, thin views of slots: {@link io.relmap.holder.ToOne}, {@link
 * io.relmap.holder.ToList}, {@link io.relmap.holder.ToSet}, {@link io.relmap.holder.ToMap}; and {@link
 * io.relmap.holder.DynamicEntity}, which has slots without a class.
 *
 * <p>A holder knows its owner from {@code of(this)}. Which field it is, it finds out at its first use: the
 * owner's class has one descriptor, from its annotations or published by a built mapping, and the
 * descriptor looks through the holder fields for this very holder. Loading binds the holders of a new
 * object directly. Nothing below this package knows a holder.
 */
@NullMarked
package io.relmap.holder;

import org.jspecify.annotations.NullMarked;
