/** A small real application on relmap. */
@NullMarked
package io.relmap.demo;

import org.jspecify.annotations.NullMarked;
