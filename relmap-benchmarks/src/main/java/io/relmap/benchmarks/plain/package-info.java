/** Objects without a mapper, and those who fill them with JDBC and jOOQ. */
@NullMarked
package io.relmap.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
