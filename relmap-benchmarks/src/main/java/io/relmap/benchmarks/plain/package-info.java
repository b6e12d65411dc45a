/**
 * Objects without a mapper, and those who fill them with JDBC and jOOQ. Not {@code @NullMarked}: what stands in the tables
 * is known, and a check of each look-up would be measured.
 */
package io.relmap.benchmarks.plain;
