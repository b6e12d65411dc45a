package io.relmap.benchmarks.plain;

/** A tag. */
record Tag(long id, String name) {}
