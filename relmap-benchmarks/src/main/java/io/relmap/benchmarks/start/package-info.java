/** W9: from main to the first query, with {@value io.relmap.benchmarks.start.EntitySources#COUNT} entity classes. */
@NullMarked
package io.relmap.benchmarks.start;

import org.jspecify.annotations.NullMarked;
