/** Clocks, counters and databases. */
@NullMarked
package io.relmap.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
