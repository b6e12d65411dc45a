/** relmap itself, used as its documents tell. */
@NullMarked
package io.relmap.benchmarks.relmap;

import org.jspecify.annotations.NullMarked;
