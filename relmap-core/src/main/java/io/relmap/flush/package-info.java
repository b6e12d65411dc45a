/** From changed objects to an ordered list of steps. */
@NullMarked
package io.relmap.flush;

import org.jspecify.annotations.NullMarked;
