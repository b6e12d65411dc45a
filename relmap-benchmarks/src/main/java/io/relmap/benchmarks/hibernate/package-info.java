/** Hibernate, tuned: batches, ordered statements, pooled sequences, batch fetching, join fetches. */
package io.relmap.benchmarks.hibernate;
