/** Ebean, tuned: batches, keys by the thousand, queries by relationship; its classes are enhanced by the build. */
package io.relmap.benchmarks.ebean;
