/** What a run found, as a table, as JSON and as a chart. */
@NullMarked
package io.relmap.benchmarks.report;

import org.jspecify.annotations.NullMarked;
