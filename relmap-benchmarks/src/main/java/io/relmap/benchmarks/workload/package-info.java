/** What is measured, and how it is checked that it was done. */
@NullMarked
package io.relmap.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
