/** Spring Data JDBC: aggregates that are saved and loaded whole, without lazy loading or links back. */
package io.relmap.benchmarks.springdata;
