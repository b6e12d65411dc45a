/** The commands: {@link io.relmap.benchmarks.Benchmarks}. */
@NullMarked
package io.relmap.benchmarks;

import org.jspecify.annotations.NullMarked;
