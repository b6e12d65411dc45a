/** Ebean, tuned: batches, pooled sequences, queries by relationship; its classes are enhanced by the build. */
package io.relmap.benchmarks.ebean;
